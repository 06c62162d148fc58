import { between } from '@mashang/scripts/prove/random.ts'
import { filledIn, nameOf, paramsOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { problemDocument } from '@mashang/shared/core/schema.ts'
import type { LightMyRequestResponse } from 'fastify'
import { namesOf, QUERIES } from './bodies.ts'
import { leadingTo } from './doors.ts'
import { passing, type Sources, shaped } from './generate.ts'
import { anyOf, mutated } from './mutate.ts'
import { naughty } from './naughty.ts'
import { uploadFor } from './parts.ts'
import type { Shelf } from './shelf.ts'
import type { Things } from './world.ts'

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

/** A request as it is sent. */
export interface Made {
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
}

/** What may stand on a line of a header. */
const onALine = naughty.filter((words) => /^[ -~]*$/.test(words))

/** Requests for one endpoint: what fits, what nearly fits, and what fits nowhere. */
export function requestFor(
  endpoint: Endpoint,
  things: Things,
  random: () => number,
  shelfOf: (endpoint: Endpoint) => Shelf,
): Made {
  const words = (limit: number): string =>
    random() < 0.5 ? anyOf(random, naughty).slice(0, limit) : '路灯坏了好几天'.slice(0, limit)
  const named = { ...namesOf(things), fingerprint: [things.fingerprint] }
  const sources: Sources = { random, known: random() < 0.7 ? named : {}, words }
  const params = random() < 0.85 ? leadingTo(endpoint.path, things) : null
  const path = filledIn(
    endpoint.path,
    params ??
      Object.fromEntries(
        paramsOf(endpoint.path).map((name) => [
          name,
          random() < 0.4 ? crypto.randomUUID() : anyOf(random, naughty).toWellFormed() || '0',
        ]),
      ),
  )
  const url = `${path}${queryOf(endpoint, sources)}`
  const headers = headersFor(endpoint, things, random)
  if (endpoint.consumes === 'multipart/form-data') {
    const sent = uploadFor(shelfOf(endpoint), random)
    return { url, headers: { ...headers, ...sent.headers }, payload: sent.payload }
  }
  const body = bodyOf(endpoint, sources)
  return body === undefined
    ? { url, headers }
    : { url, headers: { ...headers, ...body.headers }, payload: body.payload }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const OTHER_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x']

function bodyOf(
  { body: type }: Endpoint,
  sources: Sources,
): Required<Pick<Made, 'headers' | 'payload'>> | undefined {
  if (type === undefined) return undefined
  const { random } = sources
  const draw = random()
  const value = draw < 0.45 ? passing(type, sources, 8) : mutated(shaped(type, sources), random)
  const payload = JSON.stringify(value) ?? ''
  const other = random()
  if (other < 0.97) return { headers: JSON_TYPE, payload }
  if (other < 0.985)
    return { headers: JSON_TYPE, payload: payload.slice(0, -between(random, 1, 9)) }
  return { headers: { 'content-type': anyOf(random, OTHER_TYPES) }, payload }
}

function headersFor(
  { method, path }: Endpoint,
  things: Things,
  random: () => number,
): Record<string, string> {
  const odd = (right: string): string => (random() < 0.9 ? right : anyOf(random, onALine))
  const headers: Record<string, string> = { 'idempotency-key': odd(crypto.randomUUID()) }
  if (path.includes('suggestion-links')) {
    headers['x-link-token'] = odd(things.link ?? '')
    headers.cookie = odd(things.linkCookie ?? '')
  }
  if (method !== 'GET' || random() < 0.9) return headers
  headers[anyOf(random, ['range', 'if-none-match', 'accept', 'if-modified-since'])] = anyOf(
    random,
    ['bytes=0-9', 'bytes=-1', 'bytes=9-1,99999999999999999999-', '*', ...onALine],
  )
  return headers
}

function queryOf(endpoint: Endpoint, sources: Sources): string {
  const { random } = sources
  if (endpoint.query === undefined)
    return random() < 0.95 ? '' : `?${encoded(anyOf(random, naughty))}`
  if (random() < 0.2) return QUERIES[nameOf(endpoint)] ?? ''
  const drawn = shaped(endpoint.query, sources)
  const values = random() < 0.6 ? drawn : mutated(drawn, random)
  if (typeof values !== 'object' || values === null) return ''
  const pairs = Object.entries(values).map(
    ([key, value]) =>
      `${encoded(key)}=${encoded(typeof value === 'string' ? value : String(JSON.stringify(value)))}`,
  )
  if (random() < 0.1) pairs.push(`x[${between(random, 0, 9)}]=1`)
  return `?${pairs.join('&')}`
}

/** What is wrong with an answer; null: nothing. */
export function faultOf(endpoint: Endpoint, reply: LightMyRequestResponse): string | null {
  const { statusCode: status } = reply
  const type = String(reply.headers['content-type'] ?? '')
  if (status >= 500) return `failed inside: ${reply.body.slice(0, 300)}`
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) return `${status} is no problem document`
    const read = problemDocument.safeParse(reply.json())
    if (!read.success) return `${status} is no problem document: ${read.error.message}`
    const { code, title } = read.data
    if (read.data.status !== status) return `${status} says ${read.data.status}`
    if (!/^[a-z.-]+$/.test(code) || !/[\u4e00-\u9fff]/.test(title)) return `${code}: ${title}`
    return reply.body.length > 20_000 ? `a problem of ${reply.body.length} bytes` : null
  }
  if (status >= 300 || endpoint.reply === undefined) return null
  if (status !== endpoint.status) return `${status}, not the declared ${endpoint.status}`
  const read = endpoint.reply.safeParse(reply.json())
  return read.success ? null : `does not fit what is declared: ${read.error.message.slice(0, 300)}`
}
