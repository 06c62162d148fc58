import { mediationsTables } from '@mashang/server/mediations/mediations.table.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import {
  type MediationAct,
  type MediationState,
  mediationActs,
  mediationStates,
} from '@mashang/shared/mediations/mediations.words.ts'
import { moves } from '@mashang/shared/mediations/moves.rules.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { department } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { act, given, mediated, registered, stepped } from './steps.ts'

/** What the table refuses is refused by the server, too, with its reason, and leaves no trace. */

const PEOPLE = [
  'office',
  'clerk',
  'joined',
  'invited',
  'recused',
  'stranger',
  'inspector',
  'printer',
  'ofStation',
  'liaison',
  'department',
  'voter',
] as const
type Person = (typeof PEOPLE)[number]

const acts = Object.keys(mediationActs) as MediationAct[]
/** How far each is; what ended has a result, or never came to one. */
const KINDS = [...(Object.keys(mediationStates) as MediationState[]), 'withdrawn'] as const
type Kind = (typeof KINDS)[number]
const stateOf = (kind: Kind): MediationState => (kind === 'withdrawn' ? 'ended' : kind)

let t: TestApp
let clients: Record<Person, Client>
const ids = {} as Record<Kind, string>
/** The same, of two whom the third one was never asked to join. */
const apart = {} as Record<Kind, string>
const idOf = (by: Person, kind: Kind): string => (by === 'stranger' ? apart : ids)[kind]
const today = (): string => momentDigits(t.clock.now()).slice(0, 10)

beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  clients = {
    office: await t.as('office'),
    clerk: await officer(t, ['matters']),
    joined: await t.as(0),
    invited: await t.as(1),
    recused: await t.as(2),
    stranger: await t.as(2),
    inspector: await officer(t, ['inspect']),
    printer: await officer(t, ['print']),
    ofStation: await officer(t, ['matters', 'print'], t.seed.stations[0]?.id ?? null),
    liaison: await t.as('liaison'),
    department: (await department(t, '区住房和城乡建设局')).client,
    voter: t.voter,
  }
  for (const kind of KINDS) {
    ids[kind] = await standing(kind, [0, 1, 2])
    apart[kind] = await standing(kind, [0, 1])
  }
})
afterAll(() => t.close())

/** One that was brought so far by its steps. */
async function standing(kind: Kind, asked: readonly (0 | 1 | 2)[]): Promise<string> {
  const { office, joined, recused } = clients
  const { id } = await registered(
    office,
    asked.map((index) => seeded(t, index).id),
  )
  if (asked.includes(2))
    await stepped(recused, id, { act: 'recuse', reason: '其中一方是我的亲戚。' })
  const on = today()
  if (kind === 'mediating' || kind === 'ended') {
    await mediated(office, joined, id, on)
    if (kind === 'ended')
      await stepped(office, id, { act: 'finish', outcome: 'agreed', on, agreement: '调协 1 号' })
    return id
  }
  await stepped(joined, id, { act: 'join' })
  if (kind === 'accepted') await stepped(office, id, { act: 'accept' })
  if (kind === 'withdrawn') await stepped(office, id, { act: 'withdraw', on, reason: '撤了。' })
  return id
}

/** A body that is right in itself. */
function body(what: MediationAct, kind: Kind, revision: number): object {
  const on = today()
  const of: Record<MediationAct, object> = {
    accept: {},
    invite: { representativeId: crypto.randomUUID() },
    join: {},
    recuse: { reason: '是亲戚。' },
    consent: { on },
    refuse: { on, reason: '想直接起诉。' },
    log: { step: stateOf(kind) === 'ended' ? 'follow' : 'talk', on, text: '去看了。' },
    extend: { on: '2026-12-31', bothAgreed: true },
    finish: { outcome: 'reconciled', on },
    withdraw: { on, reason: '撤了。' },
    confirm: { appliedOn: on, on },
    correct: { outcome: 'reconciled', on, reason: '记错了。' },
  }
  return { act: what, revision, ...of[what] }
}

const NOT_NOW = '409 mediation.not-now'
const GONE = '404 mediation.not-found'

/** Whoever may not even come so far; null: it is decided by the table. */
function barred(by: Person): string | null {
  switch (by) {
    case 'voter':
      return '401 auth.required'
    case 'liaison':
    case 'department':
      return '403 auth.forbidden'
    case 'inspector':
    case 'printer':
      return '403 auth.beyond-duties'
    case 'ofStation':
      return '403 auth.beyond-stations'
    case 'recused':
    case 'stranger':
      return GONE
    default:
      return null
  }
}

/** Why it is refused; null: it may be done. */
function refusal(by: Person, kind: Kind, what: MediationAct): string | null {
  const out = barred(by)
  if (out !== null) return out
  const part = by === 'joined' || by === 'invited' ? 'mediator' : 'office'
  if (moves[stateOf(kind)][what]?.by.includes(part) !== true) return NOT_NOW
  if (by === 'joined' && what === 'join') return NOT_NOW
  if (by === 'invited' && what === 'log') return NOT_NOW
  // It never came to be mediated: nothing to confirm, nothing to put right.
  if (kind === 'withdrawn' && (what === 'confirm' || what === 'correct')) return NOT_NOW
  return null
}

const rowsOf = () => rowsIn(t, mediationsTables)()

describe.each(KINDS)('given it is %s', (kind) => {
  it.each(PEOPLE)('what %s may not do is refused and nothing moves', async (by) => {
    const { revision } = (await clients.office({ url: `/api/mediations/${idOf(by, kind)}` })).json()
    const said = await untouched(t, rowsOf, async () => {
      const replies: Partial<Record<MediationAct, string>> = {}
      for (const what of acts)
        if (refusal(by, kind, what) !== null)
          replies[what] = outcome(
            await act(clients[by], idOf(by, kind), body(what, kind, revision)),
          )
      return replies
    })
    for (const what of acts) expect(said[what] ?? null, what).toBe(refusal(by, kind, what))
  })

  it('what it shows as possible is what is not refused', async () => {
    for (const by of ['office', 'clerk', 'joined', 'invited'] as const) {
      const { can } = (await clients[by]({ url: `/api/mediations/${ids[kind]}` })).json()
      expect(can, by).toEqual(acts.filter((what) => refusal(by, kind, what) === null))
    }
  })
})

it('who may not read them is told so, and whoever inspects reads without a button', async () => {
  const read = async (by: Person) =>
    clients[by]({ url: `/api/mediations/${idOf(by, 'mediating')}` })
  for (const by of PEOPLE) {
    const reads = barred(by) === null || by === 'inspector'
    expect(outcome(await read(by)), by).toBe(reads ? '200' : barred(by))
  }
  expect((await read('inspector')).json().can).toEqual([])
})

it('nobody but the office registers one', async () => {
  for (const by of PEOPLE) {
    const out = by === 'office' || by === 'clerk' ? null : (barred(by) ?? '403 auth.forbidden')
    if (out === null) continue
    const expected = out === GONE ? '403 auth.forbidden' : out
    const said = await untouched(t, rowsOf, () =>
      post(clients[by], '/api/mediations', given([seeded(t, 0).id])),
    )
    expect(outcome(said), by).toBe(expected)
  }
})

it('what was seen too long ago, or names nobody, is refused and nothing moves', async () => {
  const late = () => act(clients.office, ids.mediating, body('withdraw', 'mediating', 0))
  expect(outcome(await untouched(t, rowsOf, late))).toBe('409 conflict')
  const { revision } = (await clients.office({ url: `/api/mediations/${ids.accepted}` })).json()
  const nobody = () => act(clients.office, ids.accepted, body('invite', 'accepted', revision))
  expect(outcome(await untouched(t, rowsOf, nobody))).toBe('422 mediation.nobody')
})
