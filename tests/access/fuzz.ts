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
import type { Things } from './world.ts'

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Requests for one endpoint: what fits, what nearly fits, and what fits nowhere. */
export function requestFor(endpoint: Endpoint, things: Things, random: () => number) {
  const words = (limit: number): string =>
    random() < 0.5 ? anyOf(random, naughty).slice(0, limit) : '路灯坏了好几天'.slice(0, limit)
  const sources: Sources = { random, known: random() < 0.7 ? namesOf(things) : {}, words }
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
  const query = queryOf(endpoint, sources)
  const draw = random()
  const body =
    endpoint.body === undefined
      ? undefined
      : draw < 0.45
        ? passing(endpoint.body, sources, 8)
        : mutated(shaped(endpoint.body, sources), random)
  return { url: `${path}${query}`, body }
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
