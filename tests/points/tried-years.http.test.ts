import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { RuleSet } from '@mashang/shared/points/rule-set.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { happened } from './steps.ts'

/** Rules are tried in the last whole year, whatever has happened in the one that runs. */

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
})
afterAll(() => t.close())

const visit = (at: string) =>
  happened(
    t,
    'activity.attended',
    { representativeId: seeded(t, 0).id, kind: 'visit' },
    crypto.randomUUID(),
    Date.parse(at),
  )
const changed = (id: string, to: Partial<RuleSet['rules'][number]>): RuleSet => ({
  ...defaultRuleSet,
  rules: defaultRuleSet.rules.map((rule) => (rule.id === id ? { ...rule, ...to } : rule)),
})
const tried = async (set: RuleSet) =>
  (await post(office, '/api/points/rules/simulation', { after: 0, from: '2027-03-01', set })).json()

it('in January, with one thing done already, the whole year before is what counts', async () => {
  await visit('2026-06-02T04:00:00Z')
  t.clock.set('2027-01-05T02:00:00Z')
  await visit('2027-01-04T04:00:00Z')
  await visit('2027-01-05T01:00:00Z')
  const owing = await tried(changed('suggestions', { least: { count: 2, points: -5 } }))
  // Everybody owed two suggestions of 2026; of 2027 nobody owes any yet.
  expect(owing).toMatchObject({ period: '2026', people: 3, affected: 3 })
  expect(owing.running).toMatchObject({ period: '2027', people: 3, affected: 0, most: [] })
  const visits = await tried(changed('visits', { facts: [{ fact: 'visit.made', points: 3 }] }))
  expect(visits.most).toMatchObject([{ name: '李婺', before: 58, after: 60 }])
  expect(visits.running.most).toMatchObject([{ name: '李婺', before: 62, after: 66 }])
  expect(visits.sentence).toMatch(/^如果 2026 年一开始就按新规则：/)
  expect(visits.running.sentence).toMatch(/^如果 2027 年一开始就按新规则，到现在为止：/)
})

it('what was done to an entry in the queue of reviews is said in words', async () => {
  const matter = await visit('2026-07-07T04:00:00Z')
  const key = encodeURIComponent(`visit.made:${matter}`)
  const url = `/api/points/representatives/${seeded(t, 0).id}/entries/${key}`
  for (const act of ['reverse', 'restore'])
    expect(outcome(await post(office, url, { act, reason: '核实过了。' }))).toBe('200')
  // From now on visits want a review, those of last year, too.
  const set = changed('visits', { review: 'office' })
  const saved = { after: 0, from: '2026-07-01', set, reason: '会议通过。' }
  expect(outcome(await post(office, '/api/points/rules', saved))).toBe('201')
  const { items } = (await office({ url: '/api/points/reviews?size=200' })).json()
  const row = items.find((one: { entry: { matterId: string } }) => one.entry.matterId === matter)
  expect(row.entry.acts.map(({ words }: { words: string }) => words)).toEqual(['冲销', '恢复计分'])
})

it('a closing leads to what waits in its own period', async () => {
  const days = async (query: string): Promise<string[]> => {
    const { items, total } = (await office({ url: `/api/points/reviews?size=200${query}` })).json()
    expect(items).toHaveLength(total)
    return items.map((one: { entry: { at: string } }) => one.entry.at.slice(0, 7))
  }
  expect(await days('')).toEqual(['2026-07', '2027-01', '2027-01'])
  expect(await days('&period=2026-2')).toEqual(['2026-07'])
  expect(await days('&period=2026-1')).toEqual([])
  expect(outcome(await office({ url: '/api/points/reviews?period=2026-3' }))).toBe(
    '400 request.invalid',
  )
})
