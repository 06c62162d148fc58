import { insertClosing } from '@mashang/server/points/closings.store.ts'
import { insertRuleSet } from '@mashang/server/points/points.store.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { RuleSetVersion } from '@mashang/shared/points/rule-set.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post } from '../issues/steps.ts'
import { department, fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { untouched } from '../support/untouched.ts'
import { judged } from './steps.ts'

/** What may not be done with a version of the rules, as it stands or by whom, leaves no trace. */

const PEOPLE = [
  'office',
  'clerk',
  'inspector',
  'representative',
  'liaison',
  'department',
  'voter',
] as const
type Person = (typeof PEOPLE)[number]

const VERSIONS = {
  shipped: 0,
  past: 1,
  'in-force': 2,
  planned: 3,
  withdrawn: 4,
  absent: 9,
} as const
type State = keyof typeof VERSIONS

let t: TestApp
let clients: Record<Person, Client>
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  clients = {
    office: fresh(t, 'office'),
    clerk: await officer(t, ['matters']),
    inspector: await officer(t, ['inspect']),
    representative: await t.as(0),
    liaison: await t.as('liaison'),
    department: (await department(t, '区住房和城乡建设局')).client,
    voter: t.voter,
  }
  const now = t.clock.now()
  const saved = (version: number, fromDay: string, withdrawnAt: number | null = null) =>
    insertRuleSet({
      district: 'home',
      version,
      fromDay,
      rules: defaultRuleSet,
      reason: '常委会会议通过。',
      savedBy: 'somebody',
      savedAt: now,
      withdrawnAt,
    })
  // As it stands in the table: a year that was signed, so that no other rules may begin in it.
  const signed = { signer: '主任', reason: '通过。', signedAt: now, createdAt: now }
  await t.context.db.commit('home', [
    saved(VERSIONS.past, '2025-01-01'),
    saved(VERSIONS['in-force'], '2026-06-01'),
    saved(VERSIONS.planned, '2027-03-01'),
    saved(VERSIONS.withdrawn, '2027-06-01', now),
    insertClosing({
      district: 'home',
      id: crypto.randomUUID(),
      period: '2027',
      state: 'closed',
      ...signed,
    }),
  ])
})
afterAll(() => t.close())

const [first] = defaultRuleSet.rules
const SETS: Record<string, unknown> = {
  good: defaultRuleSet,
  twice: { ...defaultRuleSet, rules: [...defaultRuleSet.rules, first] },
  circle: {
    ...defaultRuleSet,
    rules: defaultRuleSet.rules.map((rule) =>
      rule === first ? { ...rule, within: rule.id } : rule,
    ),
  },
  none: { ...defaultRuleSet, rules: [] },
  unknown: {
    ...defaultRuleSet,
    rules: defaultRuleSet.rules.map((rule) =>
      rule === first ? { ...rule, facts: [{ fact: 'tea.poured', points: 1 }] } : rule,
    ),
  },
}
const LATER = '2028-01-01'

const CHANGED = '409 points.changed'
/** By what it is drawn up after, from when, with which rules; 200, 201: it may be done. */
const drafts: readonly [after: State, from: string, set: string, reason: string][] = [
  ['shipped', LATER, 'good', CHANGED],
  ['past', LATER, 'good', CHANGED],
  ['in-force', LATER, 'good', CHANGED],
  ['withdrawn', LATER, 'good', CHANGED],
  ['absent', LATER, 'good', CHANGED],
  ['planned', '2027-03-01', 'good', '422 points.overlap'],
  ['planned', '2026-12-01', 'good', '422 points.overlap'],
  ['planned', '2027-07-01', 'good', '422 points.into-closed'],
  ['planned', '2028-13-01', 'good', '400 request.invalid'],
  ['planned', LATER, 'twice', '422 points.rule-twice'],
  ['planned', LATER, 'circle', '422 points.cycle'],
  ['planned', LATER, 'none', '400 request.invalid'],
  ['planned', LATER, 'unknown', '422 points.fact-unknown'],
  ['planned', LATER, 'good', ''],
]
const withdrawals: Record<State, string | null> = {
  shipped: '409 points.in-force',
  past: '409 points.in-force',
  'in-force': '409 points.in-force',
  planned: null,
  withdrawn: '404 points.not-found',
  absent: '404 points.not-found',
}

function barred(by: Person): string | null {
  if (by === 'office') return null
  if (by === 'voter') return '401 auth.required'
  return by === 'clerk' || by === 'inspector' ? '403 auth.beyond-duties' : '403 auth.forbidden'
}

it('the versions really stand so', async () => {
  const { items } = (await clients.office({ url: '/api/points/rules' })).json()
  expect(items.map(({ version, state }: RuleSetVersion) => [version, state])).toEqual([
    [VERSIONS.planned, 'planned'],
    [VERSIONS['in-force'], 'in-force'],
    [VERSIONS.past, 'past'],
    [VERSIONS.shipped, 'past'],
  ])
})

describe.each(PEOPLE)('given it is %s', (by) => {
  const client: Client = (call) => clients[by](call)
  const left = <T>(act: () => Promise<T>): Promise<T> => untouched(t, judged(t), act)

  it.each(Object.keys(VERSIONS) as State[])('who withdraws what is %s', async (state) => {
    const told = barred(by) ?? withdrawals[state]
    if (told === null) return
    const url = `/api/points/rules/${VERSIONS[state]}/withdrawal`
    expect(outcome(await left(() => post(client, url)))).toBe(told)
  })

  it.each(drafts)(
    'who draws one up after what is %s, from %s, %s',
    async (after, from, set, reason) => {
      const draft = { after: VERSIONS[after], from, set: SETS[set] }
      const told = barred(by) ?? reason
      // To try changes nothing, also where it is not refused.
      const tried = await left(() => post(client, '/api/points/rules/simulation', draft))
      expect(outcome(tried)).toBe(told || '200')
      if (told === '') return
      const saving = { ...draft, reason: '常委会会议通过。' }
      expect(outcome(await left(() => post(client, '/api/points/rules', saving)))).toBe(told)
    },
  )
})
