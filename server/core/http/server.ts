import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Actor } from '../auth/actor.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { brakeOf, limiterOf } from '../limits/open.ts'
import { tellOfAnswers } from './answers.ts'
import { openFrontDoor } from './front-door.ts'
import { addressLimits, warnOfUnnamedProxy } from './limits.ts'
import { type Log, loggingFor } from './logging.ts'
import { CHECKED_EVERY, HEADERS_TIMEOUT, hangUpOnSlowWriters, REQUEST_TIMEOUT } from './patience.ts'
import { sendProblem, sendWireProblem } from './problems.ts'
import { openedElsewhere, securityHeaders } from './security-headers.ts'
import { sessionToken, setSessionCookie } from './session-cookie.ts'

/** Who a session token belongs to; handed in by the feature that keeps accounts. */
export type Authenticate = (
  token: string,
) => Promise<{ actor: Actor; renewed: string | null } | null>

/** JSON bodies, in bytes. */
const BODY_LIMIT = 256 * 1024
const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * The parser of multipart bodies without its hooks: they clear up files that it saves itself, which
 * it is never asked to, and as promises around every request cost as much as all others together.
 */
const parts: typeof multipart.default = (app, options, done) =>
  multipart(Object.create(app, { addHook: { value: () => app } }), options, done)
const partsWithoutHooks = Object.assign(parts, multipart)

/** The server with everything that is the same for all features, and no route yet. */
export async function httpServer(
  context: Context,
  authenticate: Authenticate,
  log: Log,
): Promise<FastifyInstance> {
  const trusted = context.config.trustedProxies
  const { logger, answered } = loggingFor(log)
  const app = Fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: trusted.length > 0 ? trusted : false,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: 90_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: newId,
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    http: { headersTimeout: HEADERS_TIMEOUT, connectionsCheckingInterval: CHECKED_EVERY },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // An address that cannot be decoded never reaches a route.
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    clientErrorHandler: sendWireProblem,
  })
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Failure(coreErrors.notFound), request, reply),
  )
  app.decorateRequest('actor', null)

  // A route that neither is an endpoint (which carries its policy) nor says that it is open is a
  // mistake that must not reach anyone.
  app.addHook('onRoute', (route) => {
    const config = route.config
    if (config?.endpoint === undefined && config?.open !== true)
      throw new Error(`Route ${String(route.method)} ${route.url} declares no policy.`)
  })

  hangUpOnSlowWriters(app)
  openFrontDoor(app, trusted, tellOfAnswers(app))
  app.onAnswered(answered)
  if (context.config.limits) addressLimits(app, limiterOf(context), brakeOf(context))
  if (context.config.limits && trusted.length === 0) warnOfUnnamedProxy(app)

  await app.register(cookie)
  await app.register(formbody, { bodyLimit: BODY_LIMIT })
  await app.register(partsWithoutHooks)

  const headersFor = securityHeaders(context.config.publicUrl)
  const signIn = async (token: string, request: FastifyRequest, reply: FastifyReply) => {
    const found = await authenticate(token)
    if (found === null) return
    request.actor = found.actor
    if (found.renewed !== null) setSessionCookie(context, reply, found.renewed)
  }
  // With a callback, because voters (most requests by far) have no token to wait for.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersFor(openedElsewhere(request.headers)))
    refuseCrossSite(context, request.method, request.headers)
    const token = sessionToken(context, request)
    if (token === null || token.length > 100) done()
    else signIn(token, request, reply).then(() => done(), done)
  })
  return app
}

/** Browsers say where an unsafe request came from; one from elsewhere is refused. */
function refuseCrossSite(
  context: Context,
  method: string,
  headers: Record<string, string | string[] | undefined>,
): void {
  if (!UNSAFE.has(method)) return
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') throw new Failure(coreErrors.crossSite)
  const { origin, host } = headers
  if (typeof origin !== 'string' || site === 'same-origin') return
  if (origin === context.config.publicUrl) return
  if (URL.canParse(origin) && new URL(origin).host === host) return
  throw new Failure(coreErrors.crossSite)
}
