import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { ClosingRow, ClosingView } from '@mashang/shared/points/closings.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { mine } from './steps.ts'

/** An objection to the results that is upheld can change the year-end appraisal, and counts at the end. */

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let closing: ClosingView
const objections = { li: '', zhang: '' }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
  await execute(t, `update representatives set sector = '牧民' where id = '${seeded(t, 1).id}'`)
  t.clock.set('2027-01-04T02:00:00Z')
  closing = (await post(office, '/api/points/closings', { period: '2026' })).json()
  const first = { representativeId: seeded(t, 1).id, points: 8, reason: '走访不多。' }
  expect(outcome(await post(office, url('/appraisals'), first))).toBe('200')
  const signed = await post(office, url('/signature'), { signer: '主任', reason: '通过。' })
  expect(outcome(signed)).toBe('200')
  t.clock.advance(HOUR)
  for (const [name, by] of [
    ['li', li],
    ['zhang', zhang],
  ] as const) {
    // Not in the same moment: the list has no order between two of one millisecond.
    t.clock.advance(1)
    objections[name] = crypto.randomUUID()
    const body = { id: objections[name], closingId: closing.id, reason: '请再看看。' }
    expect(outcome(await post(by, '/api/me/points/appeals', body))).toBe('201')
  }
})
afterAll(() => t.close())

const url = (what: string): string => `/api/points/closings/${closing.id}${what}`
const decide = (whose: keyof typeof objections, body: object) =>
  post(office, `/api/points/appeals/${objections[whose]}/decision`, {
    upheld: true,
    decision: '走访记录补齐了。',
    ...body,
  })
const row = async (): Promise<ClosingRow | undefined> =>
  (await office({ url: url('/results') }))
    .json()
    .items.find(({ id }: { id: string }) => id === seeded(t, 1).id)

it('the list of objections says whose appraisal may be changed, and how far', async () => {
  const { items } = (await office({ url: '/api/points/appeals' })).json()
  expect(
    items.map((one: { appraisable: unknown; representative: { name: string } }) => [
      one.representative.name,
      one.appraisable,
    ]),
  ).toEqual([
    ['李婺', null],
    ['张建平', { now: 8, most: 20 }],
  ])
})

it('the office is told that an objection came, and only those who may answer it', async () => {
  const kinds = async (by: Client) =>
    (await by({ url: '/api/notices' }))
      .json()
      .items.map(({ kind, about }: { kind: string; about: string }) => `${kind} ${about}`)
  expect(await kinds(office)).toContain('points.appeal-came 理由：请再看看。')
  expect((await kinds(await t.as('liaison'))).join()).not.toContain('points.appeal-came')
})

it('is refused for whoever is not appraised, above the most, without being upheld', async () => {
  expect(outcome(await decide('li', { appraisal: 5 }))).toBe('422 points.no-appraisal')
  expect(outcome(await decide('zhang', { appraisal: 21 }))).toBe('422 points.appraisal-too-high')
  expect(outcome(await decide('zhang', { appraisal: 9, upheld: false }))).toBe(
    '400 request.invalid',
  )
  expect((await mine(zhang, '2026')).appraisal?.points).toBe(8)
})

it('is one more appraisal, with the answer as its reason; the signed results stay until the end', async () => {
  expect(outcome(await decide('zhang', { appraisal: 12 }))).toBe('200')
  expect(outcome(await decide('zhang', { appraisal: 13 }))).toBe('409 points.appeal-over')
  // 60, less 3 for fewer than two suggestions.
  expect(await row()).toMatchObject({
    appraisal: 8,
    total: 65,
    anew: { points: 12, reason: '走访记录补齐了。' },
  })
  expect(await mine(zhang, '2026')).toMatchObject({
    total: 69,
    appraisal: { points: 12, reason: '走访记录补齐了。' },
  })
})

it('whoever objected is told of the answer, and how it fell', async () => {
  expect(outcome(await decide('li', { upheld: false }))).toBe('200')
  const told = async (by: Client) =>
    (await by({ url: '/api/notices' }))
      .json()
      .items.filter(({ kind }: { kind: string }) => kind === 'points.appeal-decided')
      .map(({ headline, about }: { headline: string; about: string }) => `${headline}，${about}`)
  expect(await told(zhang)).toEqual(['您对积分的意见，代表工委采纳了，答复：走访记录补齐了。'])
  expect(await told(li)).toEqual([
    '您对积分的意见，代表工委答复了：维持原来的，答复：走访记录补齐了。',
  ])
})

it('counts at the end, and the ledger has both', async () => {
  t.clock.advance(7 * DAY)
  expect(outcome(await post(office, url('/end')))).toBe('200')
  expect(await row()).toMatchObject({ appraisal: 12, total: 69, anew: null })
  expect((await mine(zhang, '2026')).total).toBe(69)
  const notices = (await zhang({ url: '/api/notices' })).json()
  expect(notices.items[0]).toMatchObject({
    kind: 'points.settled',
    headline: '您的履职积分结清了，以后不再变',
    about: '2026 年的履职积分',
  })
  const { appeals } = await mine(zhang, '2026')
  expect(appeals).toMatchObject([{ state: 'upheld', moved: true }])
  expect((await mine(li, '2026')).total).toBe(57)
  const { items } = (await office({ url: '/api/ledger?size=200&group=points' })).json()
  const appraised = items.filter(({ type }: { type: string }) => type === 'points.appraised')
  expect(appraised).toHaveLength(2)
  expect(await verifyLedger(t.context.db, t.context.district)).toMatchObject({ whole: true })
})
