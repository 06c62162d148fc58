import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import { beginAnew } from '@mashang/server/points/follow.usecases.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { PointAccount } from '@mashang/shared/points/points.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { allNew } from '../suggestions/importing.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { asBefore, itemOf } from './steps.ts'

/** Suggestions of earlier years, from the list that the office imports to what they score. */

let t: TestApp
let office: Client
let names: [string, string]
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  names = [seeded(t, 0).name, seeded(t, 1).name]
})
afterAll(() => t.close())

const HEAD = '编号,题目,领衔代表,附议代表,承办单位,提交日期,交办日期,答复日期,解决程度,代表评价'
const listOf = (...rows: string[]): string => [HEAD, ...rows].join('\n')
const row = (
  number: string,
  { cosigner = names[1], submitted = '2025-01-10', answered = '2025-04-08', said = 'A' } = {},
): string =>
  `${number},给老旧小区加装路灯,${names[0]},${cosigner},住建局,${submitted},2025-01-20,${answered},${said},满意`

async function imported(list: string): Promise<void> {
  const given = { name: '往年.csv', bytes: list }
  const preview = await sendFile(office, '/api/suggestion-imports/preview', given)
  const seen = preview.json()
  const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`
  const done = await sendFile(office, url, given)
  expect(outcome(done)).toBe('200')
}
/** The fact said only that it came out of a list. */
const unsaid = (fact: Fact): Fact => ({ ...fact, data: { by: 'office', year: 2025 } })
const account = async (by: 0 | 1, year: number): Promise<PointAccount> =>
  (await fresh(t, by)({ url: `/api/me/points?period=${year}` })).json()
const suggestionsIn = async (year: number) => itemOf(await account(0, year), 'suggestions')

it('score in their own year, on their own day, by the rules of that time', async () => {
  await imported(listOf(row('2025-1'), row('2025-2', { said: 'C' })))
  const then = await suggestionsIn(2025)
  // Two of them, one answered as class A.
  expect(then.points).toBe(8)
  expect(
    then.entries.map(({ fact, at, rule }) => [fact, at.slice(0, 10), rule.slice(0, 4)]),
  ).toEqual(
    expect.arrayContaining([
      ['suggestion.submitted', '2025-01-09', '自带规则'],
      ['suggestion.class-a', '2025-04-07', '自带规则'],
    ]),
  )
  const now = await suggestionsIn(2026)
  expect([now.points, now.entries]).toEqual([0, []])
  expect((await account(0, 2025)).years).toContain(2025)
  const { unruled } = await account(1, 2025)
  expect(unruled.map(({ fact, state }) => [fact, state])).toEqual([
    ['suggestion.cosigned', 'unruled'],
    ['suggestion.cosigned', 'unruled'],
  ])
})

it('where a later version counts them otherwise, they still score as they did', async () => {
  const set = {
    ...defaultRuleSet,
    rules: defaultRuleSet.rules.filter(({ id }) => id !== 'suggestions'),
  }
  const saved = await post(office, '/api/points/rules', {
    after: 0,
    from: '2026-01-01',
    set,
    reason: '常委会会议通过。',
  })
  expect(outcome(saved)).toBe('201')
  expect((await suggestionsIn(2025)).points).toBe(8)
})

it('a mended list puts day, class and people right, once; read anew it is the same', async () => {
  const mended = listOf(
    row('2025-1', { said: 'B', cosigner: '' }),
    row('2025-2', { submitted: '2024-12-20', said: 'A' }),
  )
  await imported(mended)
  await imported(mended)
  const check = async (): Promise<void> => {
    const then = await suggestionsIn(2025)
    const counted = then.entries.filter(({ state }) => state === 'counted')
    expect(counted.map(({ fact, at }) => [fact, at.slice(0, 10)])).toEqual([
      ['suggestion.class-a', '2025-04-07'],
      ['suggestion.submitted', '2025-01-09'],
    ])
    const before = await suggestionsIn(2024)
    expect(before.entries.map(({ at }) => at.slice(0, 10))).toEqual(['2024-12-19'])
    const states = (await account(1, 2025)).unruled.map(({ state }) => state)
    expect(states).toEqual(['void'])
  }
  await check()
  await beginAnew(t.context)
  await check()
})

it('stand in the record of that year, with the number that says it', async () => {
  const id = seeded(t, 0).id
  const view = (await office({ url: `/api/records/${id}?year=2025` })).json()
  expect(view.years).toEqual(expect.arrayContaining([2025, 2024]))
  const { entries } = view.sections.find(
    (one: { section: string }) => one.section === 'suggestions',
  )
  expect(entries).toHaveLength(1)
  expect(entries[0].detail).toContain('〔2025〕1 号')
})

it('given the list came in before lists scored, then the same list once more scores, once', async () => {
  const list = listOf(row('2025-7'))
  await asBefore(t, unsaid, () => imported(list))
  const scored = async () =>
    (await suggestionsIn(2025)).entries.filter(({ matterId }) => matterId === id).length
  const { items } = (await office({ url: '/api/suggestions?year=2025&size=50' })).json()
  const { id } = items.find((one: { number: string }) => one.number.includes('7'))
  expect(await scored()).toBe(0)
  const preview = await sendFile(office, '/api/suggestion-imports/preview', {
    name: '往年.csv',
    bytes: list,
  })
  expect(preview.json().rows).toMatchObject([{ change: 'changed' }])
  await imported(list)
  expect(await scored()).toBe(2)
  const again = await sendFile(office, '/api/suggestion-imports/preview', {
    name: '往年.csv',
    bytes: list,
  })
  expect(again.json().rows).toMatchObject([{ change: 'same' }])
})
