import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import { accountAt } from '@mashang/server/points/accounts.usecases.ts'
import { seatAt } from '@mashang/server/representatives/left.store.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { confirmRoster, uploadRoster } from '../roster/uploads.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { asBefore } from './steps.ts'

/** A leaving of which nobody wrote down the day is of the moment at which the system was told. */

const HEAD = '姓名,手机,选区,备注'
/** As it was told before facts said the day. */
const unsaid = ({ data: _, ...fact }: Fact): Fact => fact

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2025-09-01T02:00:00Z')
  office = fresh(t, 'office')
  await list(
    '敖日格勒,,五当召镇第一选区,已离任',
    '马兰花,13900000001,大发街道第一选区,',
    '新苗,13900000002,大发街道第二选区,',
  )
})
afterAll(() => t.close())

async function list(...people: string[]): Promise<void> {
  const draft = await uploadRoster(office, '名册.csv', `${[HEAD, ...people].join('\n')}\n`)
  expect(outcome(await confirmRoster(office, draft.id, { withoutPhone: true }))).toBe('200')
}
async function idOf(name: string): Promise<string> {
  const found = (await allRepresentatives(t.context)).find((person) => person.name === name)
  if (found === undefined) throw new Error(`${name} is missing`)
  return found.id
}
const seatOf = async (id: string) => {
  const view: RecordView = (await office({ url: `/api/records/${id}` })).json()
  return (view.sections.find(({ section }) => section === 'seat')?.entries ?? []).map(
    ({ at, title, detail }) => [at.slice(0, 10), title, detail],
  )
}
const account = async (id: string, period: string) =>
  (await office({ url: `/api/points/representatives/${id}?period=${period}` })).json()

it('given a roster that says 离任 and no day, then they have no seat in it, and no base', async () => {
  const id = await idOf('敖日格勒')
  expect((await seatOf(id))[1]).toEqual(['2025-09-01', '不再担任代表', null])
  for (const period of ['2025', '2026'])
    expect(await account(id, period)).toMatchObject({ total: 0, base: 0 })
  const view: RecordView = (await office({ url: `/api/records/${id}` })).json()
  expect(view.points).toEqual([])
})

it('given a list that says later that somebody has left, then they had their seat until that', async () => {
  const id = await idOf('马兰花')
  t.clock.set('2026-11-02T02:00:00Z')
  await list('马兰花,13900000001,大发街道第一选区,已离任')
  expect((await seatOf(id)).at(-1)).toEqual([
    '2025-09-01',
    '列入代表名册',
    '这是录入系统的日子，不是当选的日子',
  ])
  expect((await seatOf(id))[0]).toEqual(['2026-11-02', '不再担任代表', null])
  t.clock.set('2027-02-01T02:00:00Z')
  expect(await account(id, '2026')).toMatchObject({ base: 60 })
  expect(await account(id, '2027')).toMatchObject({ base: 0 })
  const closing = await post(office, '/api/points/closings', { period: '2025' })
  expect(outcome(closing)).toBe('201')
  const out = (await office({ url: `/api/points/closings/${closing.json().id}/left-out` })).json()
  expect(out.items).toContainEqual(expect.objectContaining({ name: '敖日格勒', left: '已离任' }))
})

it('given a moment, then the seat is the one that was known at it: of older facts by when they were told', async () => {
  const id = await idOf('马兰花')
  const base = async (year: string, moment: string): Promise<number> => {
    const then = await accountAt(t.context, id, periodOf(year), Date.parse(moment))
    return then.base
  }
  // Before anybody had told it, nobody knew that they would leave; then they had left.
  expect(await base('2026', '2026-10-01T00:00:00Z')).toBe(60)
  expect(await base('2027', '2027-02-01T00:00:00Z')).toBe(0)
  // One told of before facts said the day, and late.
  const gone = await idOf('新苗')
  await asBefore(t, unsaid, async () => {
    const url = `/api/representatives/${gone}/departure`
    expect(outcome(await post(office, url, { on: '2026-12-20' }))).toBe('200')
  })
  const told = t.clock.now()
  t.clock.advance(DAY)
  expect(await seatOf(gone)).toContainEqual(['2027-02-01', '不再担任代表', null])
  const seat = async (moment: number) => {
    const person = (await allRepresentatives(t.context)).find((one) => one.id === gone)
    return person && (await seatAt(t.context, person, moment)).until
  }
  expect([await seat(told), await seat(told + 1)]).toEqual([null, told])
  // The roster knows the day, and the account of now is by it.
  expect(await account(gone, '2027')).toMatchObject({ base: 0 })
})
