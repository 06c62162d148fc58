import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import { accountAt, accountNow } from '@mashang/server/points/accounts.usecases.ts'
import { beginAnew, followLedger } from '@mashang/server/points/follow.usecases.ts'
import { sourcesOf } from '@mashang/server/records/sources.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import { entriesUntil, ofYear, roleSums } from '@mashang/shared/records/entries.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { paper } from '../records/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { allNew } from '../suggestions/importing.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { asBefore } from './steps.ts'

/** An account that is cut off at a moment is the one that there was at that moment, whatever came since. */

let t: TestApp
let office: Client
let id: string
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-06-01T02:00:00Z')
  office = fresh(t, 'office')
  id = seeded(t, 0).id
})
afterAll(() => t.close())

/** The year of the lists, and the one in which it all happens. */
const YEARS = [periodOf('2025'), periodOf('2026')]
const was = (moment: number) =>
  Promise.all(YEARS.map(async (year) => plainOf(await accountAt(t.context, id, year, moment))))

/** What the accounts came to, and a moment after that at which they still did. */
interface Noted {
  moment: number
  accounts: Awaited<ReturnType<typeof was>>
}
const notes: Noted[] = []
async function noted(): Promise<Noted> {
  await followLedger(t.context)
  t.clock.advance(DAY)
  const note = {
    moment: t.clock.now(),
    accounts: await Promise.all(
      YEARS.map(async (year) => plainOf(await accountNow(t.context, id, year))),
    ),
  }
  t.clock.advance(DAY)
  notes.push(note)
  return note
}
const totalOf = ({ accounts }: Noted): number => accounts.reduce((sum, { total }) => sum + total, 0)
/** How much more each came to than the first. */
const gains = (first: Noted, ...more: readonly Noted[]): number[] =>
  more.map((one) => totalOf(one) - totalOf(first))
async function asTheyWere(...some: readonly Noted[]): Promise<void> {
  for (const { moment, accounts } of some) expect(await was(moment)).toEqual(accounts)
}

const HEAD = '编号,题目,领衔代表,承办单位,提交日期,交办日期,答复日期,解决程度'
async function imported(...rows: [number: string, of: string][]): Promise<string> {
  const lines = rows.map(([number, of]) =>
    [
      number,
      `第 ${number} 件`,
      seeded(t, 0).name,
      '住建局',
      '2025-01-10',
      '2025-01-20',
      '2025-04-08',
      of,
    ].join(','),
  )
  const given = { name: '往年.csv', bytes: [HEAD, ...lines].join('\n') }
  const preview = (await sendFile(office, '/api/suggestion-imports/preview', given)).json()
  const url = `/api/suggestion-imports?fingerprint=${preview.fingerprint}${allNew(preview)}`
  const done = await sendFile(office, url, given)
  expect(outcome(done)).toBe('200')
  return done.json().id
}
const undone = async (list: string): Promise<void> =>
  expect(outcome(await post(office, `/api/suggestion-imports/${list}/undoing`, {}))).toBe('200')

it('given an import that is undone later, then it counts from the one to the other', async () => {
  const before = await noted()
  const list = await imported(['2025-1', 'A'], ['2025-2', 'C'])
  const between = await noted()
  await undone(list)
  const after = await noted()
  expect(gains(before, between, after)).toEqual([8, 0])
  await asTheyWere(before, between, after)
})

it('given a list that was mended by another, which is undone, then each moment has what the list said then', async () => {
  const first = await imported(['2025-11', 'A'])
  const one = await noted()
  const second = await imported(['2025-11', 'B'])
  const two = await noted()
  await undone(second)
  const three = await noted()
  await undone(first)
  const four = await noted()
  expect(gains(four, one, two, three)).toEqual([5, 3, 5])
  await asTheyWere(one, two, three, four)
})

it('given a list that came in later, then a record of before has nothing of it', async () => {
  const before = await noted()
  await imported(['2025-21', 'A'])
  const after = await noted()
  const titles = async ({ moment }: Noted): Promise<string[]> =>
    entriesUntil((await sourcesOf(t.context, id, moment)).sources, moment).map(({ title }) => title)
  expect(await titles(before)).not.toContain('第 2025-21 件')
  expect(await titles(after)).toContain('第 2025-21 件')
})

/** As withdrawals were written before they said the day of what they take back. */
const unsaid = (fact: Fact): Fact => ({ ...fact, data: { representativeId: id } })
const papers = () => `/api/records/${id}/papers`
async function kept(changes: object): Promise<string> {
  const given = paper({ on: '2026-05-20', ...changes })
  expect(outcome(await post(office, papers(), given))).toBe('204')
  return given.id
}
const takenBack = async (one: string): Promise<void> =>
  expect(outcome(await post(office, `${papers()}/${one}/withdrawal`, { reason: '记错了' }))).toBe(
    '204',
  )
async function rules(after: 0 | 1, title: string): Promise<void> {
  const rule = {
    id: 'papers',
    title,
    facts: [{ fact: 'paper.ticket', points: 2 + after }],
    cap: null,
    period: 'year',
    review: 'none',
    within: null,
    least: null,
  }
  const set = { ...defaultRuleSet, rules: [...defaultRuleSet.rules, rule] }
  const saved = {
    after,
    from: after === 0 ? '2026-05-01' : '2026-05-15',
    reason: '常委会会议通过。',
    set,
  }
  expect(outcome(await post(office, '/api/points/rules', saved))).toBe('201')
}
/** The record of that moment shows the roles that the accounts show. */
async function sameRoles({ moment, accounts }: Noted): Promise<void> {
  const entries = entriesUntil((await sourcesOf(t.context, id, moment)).sources, moment)
  const shown = YEARS.map(({ year }) => roleSums(ofYear(entries, year)))
  expect(shown).toEqual(accounts.map(({ roles }) => roles))
}

it('given a paper that is taken back later, then it counts from its writing down to that, as in the record', async () => {
  await rules(0, '督办工单')
  const before = await noted()
  const one = await kept({})
  const between = await noted()
  await takenBack(one)
  const after = await noted()
  expect(gains(before, between, after)).toEqual([2, 0])
  await asTheyWere(before, between, after)
  for (const one of [before, between, after]) await sameRoles(one)
})

it('given a withdrawal of before it said the day of what it takes back, then it is read the same', async () => {
  const one = await kept({})
  const between = await noted()
  await asBefore(t, unsaid, () => takenBack(one))
  const after = await noted()
  expect(gains(after, between)).toEqual([2])
  await asTheyWere(between, after)
  for (const one of [between, after]) await sameRoles(one)
})

it('given rules that are written later, then what was counted before stays counted by those of then', async () => {
  await kept({})
  const before = await noted()
  await rules(1, '督办工单加分')
  const after = await noted()
  expect(gains(before, after)).toEqual([1])
  await asTheyWere(before, after)
})

it.each(['as it was kept', 'read anew from nothing'])(
  'in the end every moment has the account that it had, %s',
  async (how) => {
    if (how !== 'as it was kept') await beginAnew(t.context)
    await followLedger(t.context)
    expect(notes.length).toBeGreaterThan(12)
    await asTheyWere(...notes)
  },
)
