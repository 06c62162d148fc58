import { allEndpoints, filledIn, nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { Client } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { QUERIES } from './bodies.ts'
import { leadingTo } from './doors.ts'
import { printed } from './printed.ts'
import type { Things } from './world.ts'

/** Everything that can be read of an answer; archives are opened, what is in them too. */
async function textOf(name: string, bytes: Buffer): Promise<string> {
  // What people attach may be no whole PDF.
  if (bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) && bytes.includes('startxref'))
    return `${name}\n${printed(bytes)}`
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return `${name}\n${bytes}`
  const parts = [...(await unzipped(bytes))]
  return (await Promise.all(parts.map(([part, inside]) => textOf(part, inside)))).join('\n')
}

export const said = async (reply: LightMyRequestResponse): Promise<string> =>
  `${JSON.stringify(reply.headers)}\n${await textOf('', reply.rawPayload)}`

/** Pages that the server writes, by whom they are for. */
const PAGES = {
  everybody: [
    '/',
    '/privacy',
    '/matters',
    '/suggestions',
    '/suggestions/:published',
    '/q/:code',
    '/q/:code/matters',
  ],
  alsoEverybody: ['/q/:code/choose', '/q/:code/file', '/q/:code/station', '/q/:code/station.ics'],
  holder: ['/r/:receipt', '/r/:receipt/why', '/r/:receipt/rights', '/r/:receipt/hearing'],
} as const
const machines = ['/metrics', '/healthz', '/readyz', '/api/openapi.json']

const holdersOnly = ({ path }: Pick<Endpoint, 'path'>): boolean => path.includes(':receipt')

/**
 * What somebody gets who asks for everything there is, with these things' ids.
 * @param lists also for what has no id in its address
 */
export async function gathered(
  by: Client,
  things: Things,
  holder: boolean,
  lists: boolean,
): Promise<string> {
  const endpoints = (await allEndpoints()).filter(
    (one) =>
      one.method === 'GET' &&
      one.produces !== 'text/event-stream' &&
      holdersOnly(one) === holder &&
      (lists || one.path.includes(':')),
  )
  const urls = endpoints.flatMap((endpoint) => {
    const params = leadingTo(endpoint.path, things)
    if (params === null) return []
    return [`${filledIn(endpoint.path, params)}${QUERIES[nameOf(endpoint)] ?? ''}`]
  })
  const pages = holder ? PAGES.holder : [...PAGES.everybody, ...PAGES.alsoEverybody, ...machines]
  const all = [...urls, ...pages.map((path) => filledIn(path, things))]
  const answers: string[] = []
  for (const url of all) {
    const reply = await by({
      url,
      headers: { accept: url.startsWith('/api') ? '*/*' : 'text/html' },
    })
    answers.push(`${url}\n${await said(reply)}`)
  }
  return answers.join('\n\n')
}
