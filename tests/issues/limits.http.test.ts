import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { saveLimits } from '../districts/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ANSWER, type Filed, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let representative: Client
let office: Client
/** A Monday morning, 10:32 in the district. */
const MONDAY = '2026-11-23T02:32:00.000Z'
beforeAll(async () => {
  t = await startApp()
  representative = await t.as(0)
  office = await t.as('office')
  t.clock.set(MONDAY)
})
// Versions follow each other in time, as they do in an office.
afterEach(() => t.clock.advance(HOUR))
afterAll(() => t.close())

const limits = async () => (await office({ url: '/api/district/limits' })).json()
const set = (changes: object) => saveLimits(office, { ...STANDARD_LIMITS, ...changes })
const answered = async (changes: object = {}): Promise<Filed> => {
  const matter = await filed(t)
  await respond(representative, matter.id, { decision: 'answer', text: ANSWER, ...changes })
  return matter
}
const see = async (id: string) => (await representative({ url: `/api/issues/${id}` })).json()
const receiptOf = async ({ receipt }: Filed) =>
  (await t.voter({ url: `/api/receipts/${receipt}` })).json()
const extend = (id: string, days: number) =>
  post(representative, `/api/issues/${id}/extension`, { days, reason: '等供热站的配件到货。' })
const ruleIn = async (id: string): Promise<string> =>
  (await representative({ url: `/api/issues/${id}/why` }))
    .json()
    .clocks.find(({ clock }: { clock: string }) => clock === 'resolution').ruleWords

describe('时限与次数 of a district', () => {
  it('are the standard ones until the office chooses others, one version after the other', async () => {
    expect(await limits()).toEqual({
      limits: STANDARD_LIMITS,
      version: 1,
      standard: true,
      since: null,
    })
    expect((await set({ days: 7 })).json()).toMatchObject({
      limits: { days: 7 },
      version: 2,
      standard: false,
      since: MONDAY,
    })
    // Saved twice, or at the same moment again: nothing is counted twice.
    expect((await set({ days: 7 })).json().version).toBe(2)
    expect((await set({})).json()).toMatchObject({ version: 3, standard: true })
  })

  it('say what is wrong with one of them, and are the office’s alone', async () => {
    const refused = await set({ days: 12, complexDays: 12 })
    expect([refused.statusCode, refused.json().fields]).toEqual([
      400,
      [{ path: 'complexDays', message: '复杂的事要比一般的多给几天。' }],
    ])
    expect((await set({ waits: 9 })).json().fields).toEqual([
      { path: 'waits', message: '请填 0 到 5 的整数。' },
    ])
    expect((await set({ verdictDays: '' })).statusCode).toBe(400)
    expect((await representative({ url: '/api/district/limits' })).statusCode).toBe(403)
  })

  it('given a clock that runs, then it keeps what it started with', async () => {
    const before = await answered()
    t.clock.advance(HOUR)
    await set({ days: 7, complexDays: 12, extension: 3, waits: 1, waitDays: 2 })
    t.clock.advance(HOUR)
    const after = await answered()
    expect(await see(before.id)).toMatchObject({
      resolution: { workingDays: 5, waitsLeft: 2, rule: 'resolution-5wd/1' },
      limits: { days: 5, complexDays: 10, extension: 10, waitDays: 5 },
    })
    expect(await see(after.id)).toMatchObject({
      resolution: { workingDays: 7, waitsLeft: 1, rule: 'resolution-7wd/1' },
      limits: { days: 7, complexDays: 12, extension: 3, waitDays: 2 },
    })
    expect(outcome(await extend(before.id, 10))).toBe('200')
    const refused = await extend(after.id, 4)
    expect(outcome(refused)).toBe('422 issue.extension-too-long')
    expect(refused.json().fields).toEqual([{ path: 'days', message: '最多延 3 个工作日。' }])
    expect(outcome(await extend(after.id, 3))).toBe('200')
    const lengthened = await post(representative, `/api/issues/${after.id}/complexity`, {
      reason: '要和三个部门一起看现场。',
    })
    expect(lengthened.json().resolution).toMatchObject({
      workingDays: 12,
      rule: 'complex-12wd/1',
    })
    expect(await ruleIn(before.id)).toContain('最多 10 个工作日')
    expect(await ruleIn(after.id)).toMatch(
      /^事情复杂，答复之后 12 个工作日.*最多 3 个工作日.*停表 1 次.*2026年11月23日 13:32 起的规定，第 4 版/,
    )
    await set({})
  })

  it('given no extension in this district, then it is not offered and refused', async () => {
    await set({ extension: 0 })
    const matter = await answered()
    expect((await see(matter.id)).can).toMatchObject({ extend: false, lengthen: true })
    expect(outcome(await extend(matter.id, 1))).toBe('409 issue.no-extension')
    await set({})
  })

  it('give a voter the days to judge that held when it ended', async () => {
    const before = await answered({ settled: true })
    t.clock.advance(HOUR)
    await set({ verdictDays: 3 })
    const after = await answered({ settled: true })
    t.clock.advance(5 * DAY)
    expect((await receiptOf(before)).can.verdict).toBe(true)
    expect((await receiptOf(after)).can.verdict).toBe(false)
    const verdict = { answer: 'satisfied', solved: 'satisfied' }
    expect(outcome(await post(t.voter, `/api/receipts/${after.receipt}/verdict`, verdict))).toBe(
      '409 issue.verdict-over',
    )
    expect(outcome(await post(t.voter, `/api/receipts/${before.receipt}/verdict`, verdict))).toBe(
      '200',
    )
    await set({})
  })

  it('hold at once where no clock keeps them: passing on, chasing', async () => {
    await set({ bounces: 0, chaseHours: 2 })
    const matter = await filed(t)
    const to = { kind: 'representative', id: seeded(t, 1).id }
    expect(
      outcome(await respond(representative, matter.id, { decision: 'refer', text: ANSWER, to })),
    ).toBe('409 issue.too-many-bounces')
    t.clock.advance(25 * HOUR)
    const chase = () => post(t.voter, `/api/receipts/${matter.receipt}/chase`)
    expect(outcome(await chase())).toBe('200')
    expect(outcome(await chase())).toBe('409 issue.chased-already')
    t.clock.advance(2 * HOUR)
    expect(outcome(await chase())).toBe('200')
    await set({})
  })
})
