import { allEndpoints, filledIn, nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import { STANDARD_LETTERS } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { letterBundles } from '@mashang/shared/suggestions/letters.words.ts'
import { expect } from 'vitest'
import { post } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { ordered, work } from '../sheets/batch-steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { QUERIES } from './bodies.ts'
import { leadingTo } from './doors.ts'
import { must } from './replies.ts'
import type { World } from './world.ts'

/** A file that left, and by which endpoint. */
export interface Paper {
  name: string
  url: string
  bytes: Buffer
  headers: Record<string, unknown>
}

/** Somebody asks for a file. */
interface Asking {
  by: Client
  url: string
  body?: unknown
  headers?: Record<string, string>
}

/** What has no words of anybody in it, or is no file. */
const WORDLESS = /^image\/|text\/event-stream|application\/json/
/** Files that people attached, which leave as they came. */
export const isAttachment = (name: string): boolean => /\/files\/:file$|links\/file$/.test(name)

/** Which files an endpoint can be asked for: `file` of its query or its body. */
const KINDS = ['csv', 'xlsx', 'pdf', 'docx']

const office = (t: TestApp): Promise<Client> => t.as('office')
const both = (url: string, by: Client, body: object): Asking[] =>
  ['csv', 'xlsx'].map((file) => ({ by, url, body: { ...body, file } }))

/** How a file is asked for where more than an address is needed. */
const ASKED: Readonly<
  Record<string, (t: TestApp, world: World, said: (n: number) => string) => Promise<Asking[]>>
> = {
  'POST /api/contact-exports/:id/download': async (t, { things }) => {
    const url = `/api/contact-exports/${things.own.contactExport}`
    await must(post(await t.as('office-2'), `${url}/decision`, { approve: true }))
    return [{ by: await office(t), url: `${url}/download` }]
  },
  'POST /api/district/letters/preview': async (t) => {
    // It takes no markup.
    const content = { ...STANDARD_LETTERS, opinionTitle: '=1+1 https://evil.example' }
    const url = '/api/district/letters/preview'
    const kinds = ['assignment', 'answer', 'opinion']
    return await Promise.all(
      kinds.map(async (kind) => ({ by: await office(t), url, body: { kind, content } })),
    )
  },
  'POST /api/exports/codes': async (t, { things }) =>
    both('/api/exports/codes', await office(t), { ids: [things.own.code] }),
  'POST /api/exports/issues': async (t, { things }) =>
    both('/api/exports/issues', await office(t), { ids: [things.own.issue] }),
  'POST /api/exports/representatives': async (t, { things }) =>
    both('/api/exports/representatives', await office(t), { ids: [things.own.representative] }),
  'POST /api/exports/sheets': async (t, { things }) =>
    both('/api/exports/sheets', await office(t), { ids: [things.own.sheet] }),
  'POST /api/exports/stations': async (t, { things }) =>
    both('/api/exports/stations', await office(t), { ids: [things.own.station] }),
  'POST /api/points/rules/simulation/export': async (t) => {
    const base = (defaultRuleSet.base ?? 0) + 1
    const set = { ...defaultRuleSet, base }
    const body = { after: 0, from: '2026-12-01', set, running: true }
    return both('/api/points/rules/simulation/export', await office(t), body)
  },
  'POST /api/suggestion-imports/refused': async () => [],
  'POST /api/suggestion-letters': async (t, { things }) => {
    const by = await office(t)
    const ids = [things.own.published]
    return Object.keys(letterBundles).flatMap((bundle) =>
      ['assignment', 'answer', 'opinion'].map((kind) => ({
        by,
        url: '/api/suggestion-letters',
        body: { ids, kind, bundle },
      })),
    )
  },
  'POST /api/suggestion-links/file': async (t, { things }) => {
    const { link: token, file, linkCookie: cookie = '' } = things.own
    return [
      {
        by: t.voter,
        url: '/api/suggestion-links/file',
        body: { token, file },
        headers: { cookie },
      },
    ]
  },
  'POST /api/suggestion-links/preview': async (t, { things }, said) => {
    const { link: token, linkCookie: cookie = '' } = things.own
    const body = { token, draft: { text: said(1), class: 'A' }, signer: said(2) }
    return [{ by: t.voter, url: '/api/suggestion-links/preview', body, headers: { cookie } }]
  },
  'POST /api/suggestions/:id/letters/preview': async (_, { things, departments }, said) => {
    const by = departments[0]?.client
    if (by === undefined) throw new Error('no department')
    const id = things.own.suggestion ?? ''
    await must(post(by, `/api/suggestions/${id}/acts`, { act: 'receive' }))
    const body = { draft: { text: said(3), class: 'A' }, signer: said(4) }
    return [{ by, url: `/api/suggestions/${id}/letters/preview`, body }]
  },
}

/** A list none of whose rows can be taken, so that all of it comes back. */
async function refusedList(t: TestApp, said: (n: number) => string): Promise<Paper> {
  const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`
  const rows = Array.from({ length: 20 }, (_, n) =>
    [`2025-${n}`, said(n), said(n + 1), said(n + 2), '2025-01-20', '2025-04-08', 'A']
      .map(quoted)
      .join(),
  )
  const head = '建议编号,案由,领衔代表,承办单位,交办时间,答复时间,解决程度'
  const url = '/api/suggestion-imports/refused'
  const file = { name: '=1+1.csv', bytes: [head, ...rows].join('\n') }
  const reply = await sendFile(await office(t), url, file)
  expect(reply.statusCode, reply.body).toBe(200)
  return { name: `POST ${url}`, url, bytes: reply.rawPayload, headers: reply.headers }
}

/** Where an endpoint that only reads gives files of somebody's things. */
async function addressed(t: TestApp, world: World, endpoint: Endpoint): Promise<Asking[]> {
  const { own } = world.things
  // Only what was answered has a letter; files are of the other one.
  const { suggestion = '', published = '' } = own
  const things = { ...own, suggestion: isAttachment(endpoint.path) ? suggestion : published }
  const params = leadingTo(endpoint.path, things)
  if (params === null) throw new Error(`${nameOf(endpoint)}: nothing leads there`)
  const path = filledIn(endpoint.path, params)
  const by = path.includes('/api/me/') ? await t.as(0) : await office(t)
  const given = QUERIES[nameOf(endpoint)] ?? ''
  const queries = KINDS.map((file) => `${given === '' ? '?' : `${given}&`}file=${file}`).filter(
    (query) => endpoint.query?.safeParse(Object.fromEntries(new URLSearchParams(query))).success,
  )
  const letters = path.includes('/letters/answer')
    ? ['assignment', 'answer', 'opinion']
    : ['answer']
  return letters.flatMap((kind) =>
    (queries.length === 0 ? [given] : queries).map((query) => ({
      by,
      url: `${path.replace('/letters/answer', `/letters/${kind}`)}${query}`,
    })),
  )
}

/** Every file that leaves the system, by every endpoint that gives any. */
export async function allPapers(
  t: TestApp,
  furnished: World,
  said: (n: number) => string,
): Promise<Paper[]> {
  const { own, peer, elsewhere } = furnished.things
  const template = own.template ?? ''
  const batch = await ordered(await office(t), {
    format: 'a4',
    select: { all: true },
    template,
    place: said(5),
  })
  await work(t)
  const world = { ...furnished, things: { own: { ...own, batch }, peer, elsewhere } }
  const papers = [await refusedList(t, said)]
  for (const endpoint of await allEndpoints()) {
    if (endpoint.produces === undefined || WORDLESS.test(endpoint.produces)) continue
    const name = nameOf(endpoint)
    const asked =
      endpoint.method === 'GET'
        ? await addressed(t, world, endpoint)
        : await ASKED[name]?.(t, world, said)
    if (asked === undefined) throw new Error(`${name}: say in papers.ts how it is asked for`)
    for (const { by, url, body, headers = {} } of asked) {
      const { method } = endpoint
      const reply = await by({ method, url, headers, ...(body === undefined ? {} : { body }) })
      expect(reply.statusCode, `${method} ${url} ${reply.body.slice(0, 300)}`).toBe(200)
      papers.push({ name, url, bytes: reply.rawPayload, headers: reply.headers })
    }
  }
  return papers
}
