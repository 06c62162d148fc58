import { insertClosing } from '@mashang/server/points/closings.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { department, fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { untouched } from '../support/untouched.ts'
import { happened, judged } from './steps.ts'

/** What may not be done about an objection, as it stands or by whom, is refused without a trace. */

const PEOPLE = ['office', 'clerk', 'own', 'other', 'liaison', 'department', 'voter'] as const
type Person = (typeof PEOPLE)[number]

/** Whoever it is for; as what it is sent again, or anew about the same. */
const ACTS = {
  uphold: 'office',
  dismiss: 'office',
  appraise: 'office',
  'dismiss, and appraise': 'office',
  again: 'own',
  anew: 'own',
} as const satisfies Record<string, Person>
type Act = keyof typeof ACTS

const OPEN = '409 points.appeal-open'
const OVER = '409 points.appeal-over'
const CLOSED = '409 points.period-closed'
/** null: it may be done. 201: it is there already, once. */
const refused = {
  open: { uphold: null, dismiss: null, appraise: '422 points.no-appraisal', anew: OPEN },
  upheld: { uphold: OVER, dismiss: OVER, appraise: OVER, anew: null },
  dismissed: { uphold: OVER, dismiss: OVER, appraise: OVER, anew: null },
  'open, of a year that is closed': {
    uphold: CLOSED,
    dismiss: null,
    appraise: '422 points.no-appraisal',
    anew: CLOSED,
  },
  'open, of results on notice': {
    uphold: null,
    dismiss: null,
    appraise: '422 points.appraisal-too-high',
    anew: OPEN,
  },
  'open, of results whose notice is over': {
    uphold: null,
    dismiss: null,
    appraise: '422 points.appraisal-too-high',
    anew: '409 points.notice-over',
  },
} as const satisfies Record<string, Partial<Record<Act, string | null>>>
type State = keyof typeof refused

interface Objection {
  id: string
  about: { entry: string } | { closingId: string }
}

let t: TestApp
let clients: Record<Person, Client>
const objections = {} as Record<State, Objection>

const object = (by: Client, { id, about }: Objection) =>
  post(by, '/api/me/points/appeals', { id, ...about, reason: '请再看看。' })
const decide = (by: Client, { id }: { id: string }, body: object) =>
  post(by, `/api/points/appeals/${id}/decision`, { decision: '查过了。', ...body })

async function raised(about: Objection['about']): Promise<Objection> {
  const made = { id: crypto.randomUUID(), about }
  const reply = await object(clients.own, made)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return made
}

/** A visit, that scores. */
async function visit(at = t.clock.now()): Promise<{ entry: string }> {
  const data = { representativeId: seeded(t, 0).id, kind: 'visit' }
  return { entry: `visit.made:${await happened(t, 'activity.attended', data, undefined, at)}` }
}

async function closing(period: string, row: object): Promise<{ closingId: string }> {
  const [id, now] = [crypto.randomUUID(), t.clock.now()]
  const signed = { signer: '主任', reason: '通过。', signedAt: now }
  await t.context.db.commit('home', [
    insertClosing({
      district: 'home',
      id,
      period,
      state: 'notice',
      createdAt: now,
      ...signed,
      ...row,
    }),
  ])
  return { closingId: id }
}

beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  await execute(t, `update representatives set created_at = ${Date.parse('2020-01-01')}`)
  await execute(t, `update representatives set sector = '牧民' where id = '${seeded(t, 0).id}'`)
  clients = {
    office: fresh(t, 'office'),
    clerk: await officer(t, ['matters']),
    own: fresh(t, 0),
    other: fresh(t, 1),
    liaison: await t.as('liaison'),
    department: (await department(t, '区住房和城乡建设局')).client,
    voter: t.voter,
  }
  const { office } = clients
  objections.open = await raised(await visit())
  for (const [state, upheld] of [
    ['upheld', true],
    ['dismissed', false],
  ] as const) {
    objections[state] = await raised(await visit())
    expect(outcome(await decide(office, objections[state], { upheld }))).toBe('200')
  }
  // One that upholding it would have to restore.
  const late = await visit(Date.parse('2025-05-12T04:00:00Z'))
  const url = `/api/points/representatives/${seeded(t, 0).id}/entries/${encodeURIComponent(late.entry)}`
  expect(outcome(await post(office, url, { act: 'reverse', reason: '记错了。' }))).toBe('200')
  objections['open, of a year that is closed'] = await raised(late)
  await closing('2025', { state: 'closed' })
  const noticeUntil = t.clock.now() + DAY
  for (const [state, year] of [
    ['open, of results on notice', '2024'],
    ['open, of results whose notice is over', '2023'],
  ] as const)
    objections[state] = await raised(await closing(year, { noticeUntil }))
  await execute(t, `update point_closings set notice_until = 1 where period = '2023'`)
})
afterAll(() => t.close())

const sends: Record<Act, (by: Client, of: Objection) => Promise<LightMyRequestResponse>> = {
  uphold: (by, of) => decide(by, of, { upheld: true }),
  dismiss: (by, of) => decide(by, of, { upheld: false }),
  appraise: (by, of) => decide(by, of, { upheld: true, appraisal: 30 }),
  'dismiss, and appraise': (by, of) => decide(by, of, { upheld: false, appraisal: 5 }),
  again: object,
  anew: (by, { about }) => object(by, { id: crypto.randomUUID(), about }),
}

function expected(by: Person, state: State, what: Act): string | null {
  const theirs = ACTS[what]
  if (by === 'voter') return '401 auth.required'
  if (by === 'other' && theirs === 'own') {
    // Everybody may object to what is made known of their own.
    if (what === 'anew' && 'closingId' in objections[state].about)
      return state === 'open, of results on notice' ? null : '409 points.notice-over'
    return '404 points.not-found'
  }
  if (by === 'clerk' && theirs === 'office') return '403 auth.beyond-duties'
  if (by !== theirs) return '403 auth.forbidden'
  if (what === 'again') return '201'
  if (what === 'dismiss, and appraise') return '400 request.invalid'
  return refused[state][what]
}

describe.each(Object.keys(refused) as State[])('given an objection is %s', (state) => {
  it.each(PEOPLE)('what %s may not do about it is refused and nothing moves', async (by) => {
    for (const what of Object.keys(ACTS) as Act[]) {
      const told = expected(by, state, what)
      if (told === null) continue
      const said = await untouched(t, judged(t), () => sends[what](clients[by], objections[state]))
      expect(outcome(said), what).toBe(told)
    }
  })
})

it('given there is no such objection, then nobody decides on it', async () => {
  const none = { id: crypto.randomUUID() }
  const said = await untouched(t, judged(t), () => decide(clients.office, none, { upheld: true }))
  expect(outcome(said)).toBe('404 points.not-found')
})
