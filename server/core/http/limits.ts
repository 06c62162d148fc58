import { isIP } from 'node:net'
import { HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Brake, Limit, MakeBrake, MakeLimiter } from '../limits/limiter.ts'
import { problemOf } from './problems.ts'

const every = (name: string, points: number, duration: number): Limit => ({
  name,
  points,
  duration,
})

interface Writes {
  routes: string[]
  limit: Limit
  /** It guards a secret or a cost, so that each try is counted for all processes; others brake a flood. */
  guards?: true
}

/** Requests that leave something behind, per address. A village or a carrier may share one. [default] */
const WRITES: Writes[] = [
  { routes: ['POST /api/photos'], limit: every('photos', 300, HOUR) },
  { routes: ['POST /api/issues', 'POST /q/:code/file'], limit: every('filings', 120, 10 * MINUTE) },
  {
    routes: ['POST /api/codes/:code/reports', 'POST /q/:code/report'],
    limit: every('reports', 60, 10 * MINUTE),
  },
  // Each costs the district a message; one phone has a limit of its own.
  {
    routes: [
      'POST /api/phone-verifications',
      'POST /q/:code/file/code',
      'POST /api/district/sms/test',
      'POST /api/delivery-preferences/mail',
      'POST /api/delivery-channels/mail/test',
      'POST /api/delivery-channels/wechat/test',
    ],
    limit: every('messages', 30, HOUR),
    guards: true,
  },
  {
    routes: ['POST /api/phone-verifications/:id/check'],
    limit: every('phone-codes', 120, 10 * MINUTE),
    guards: true,
  },
  {
    routes: [
      'POST /api/suggestion-links/opening',
      'POST /api/suggestion-links/chain',
      'POST /api/suggestion-links/receipt',
      'POST /api/suggestion-links/steps',
      'POST /api/suggestion-links/file',
      'POST /api/suggestion-links/files',
      'POST /api/suggestion-links/answer',
      'POST /api/suggestion-links/preview',
      'POST /api/suggestion-links/relay-codes',
      'POST /api/suggestion-links/moves',
    ],
    limit: every('links', 120, 10 * MINUTE),
    guards: true,
  },
  // Each is set anew.
  {
    routes: ['GET /api/published-suggestions/:id/letters/:department'],
    limit: every('letters', 60, 10 * MINUTE),
  },
  {
    routes: ['POST /api/receipt-standings'],
    limit: every('standings', 60, MINUTE),
    guards: true,
  },
  { routes: ['GET /api/wechat/start'], limit: every('wechat', 300, 10 * MINUTE) },
]
/** Receipts and codes that do not exist, per address. Whoever has a real one is never held up. [default] */
const MISSES = every('misses', 60, MINUTE)
const GUESSABLE = /:(code|receipt)\b/

/**
 * Where a request comes from, for counting: an IPv4 address, or the network (64 bits) of an IPv6
 * one, because a single household has all the addresses in it.
 */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) !== 6) return plain
  const [before = '', after] = plain.split('%', 1).join('').split('::')
  const groups = before === '' ? [] : before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  while (after !== undefined && groups.length + rest.length < 8) groups.push('0')
  const network = [...groups, ...rest].slice(0, 4)
  return network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

const LOOPBACK = /^(127\.|0:0:0:0$)/

/**
 * The same of a request; null where no visitor can be told from another: this machine itself, or a
 * proxy on it that nobody named, would make all voters share one limit.
 */
export function visitorPlace(request: Pick<FastifyRequest, 'ip'>): string | null {
  const place = placeOf(request.ip)
  return LOOPBACK.test(place) ? null : place
}

/** Throws (429, Retry-After) when the place of this request has used up what the limiter allows. */
async function consume(limiter: Brake, request: FastifyRequest): Promise<void> {
  const place = visitorPlace(request)
  if (place === null) return
  const ms = await limiter.count(place)
  if (ms === 0) return
  const retryAfter = Math.ceil(ms / SECOND)
  const wait = retryAfter < 120 ? `${retryAfter} 秒` : `${Math.ceil(retryAfter / 60)} 分钟`
  throw new Failure(coreErrors.tooMany, { retryAfter, detail: `请 ${wait}后再试。` })
}

/**
 * Says once that a proxy on this machine passes requests on while nobody named it: then all visitors
 * seem to sit here, and none of the limits holds. To be called where no proxy is trusted.
 */
export function warnOfUnnamedProxy(app: FastifyInstance): void {
  let warned = false
  app.addHook('onRequest', (request, _reply, done) => {
    if (!warned && 'x-forwarded-for' in request.headers && LOOPBACK.test(placeOf(request.ip))) {
      warned = true
      app.log.warn(
        'requests come through a proxy on this machine, but MASHANG_TRUSTED_PROXIES is not set: no visitor can be told from another, and the limits per address do nothing',
      )
    }
    done()
  })
}

/**
 * Slows down one address that files, uploads or guesses without end. Only routes that are limited
 * are touched; to be called before they are registered.
 * @param make counts for all processes that share a database
 * @param brake tells the others now and then
 */
export function addressLimits(app: FastifyInstance, make: MakeLimiter, brake: MakeBrake): void {
  const limiters = new Map<string, Brake>()
  for (const { routes, limit, guards } of WRITES) {
    const limiter = guards === true ? make(limit) : brake(limit)
    for (const route of routes) limiters.set(route, limiter)
  }
  const misses = make(MISSES)
  app.addHook('onRoute', (route) => {
    const limiter = limiters.get(`${route.method} ${route.url}`)
    if (limiter !== undefined)
      route.onRequest = [
        async (request: FastifyRequest) => consume(limiter, request),
        ...[route.onRequest ?? []].flat(),
      ]
    if (GUESSABLE.test(route.url))
      route.onSend = [
        ...[route.onSend ?? []].flat(),
        async (request, reply, payload) => {
          if (reply.statusCode !== 404 || request.actor !== null) return payload
          try {
            await consume(misses, request)
          } catch (error) {
            // An answer that already is a problem has no error handler left to go to.
            const problem = String(reply.getHeader('content-type')).includes('problem+json')
            if (!(problem && error instanceof Failure)) {
              reply.removeHeader('content-encoding')
              throw error
            }
            reply.code(error.kind.status).header('retry-after', error.details.retryAfter)
            return JSON.stringify(problemOf(error))
          }
          return payload
        },
      ]
  })
}
