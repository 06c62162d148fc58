import { factsOf, verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { pointLines } from '@mashang/server/points/lines.usecases.ts'
import { allClosings } from '@mashang/server/points/points.store.ts'
import { setOf } from '@mashang/server/points/result-sets.store.ts'
import { fingerprintOf } from '@mashang/server/points/result-sets.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { happened, itemOf, mine } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let late: string
let mediated: string
let closing: ClosingView
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2025-05-06T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  const { id } = seeded(t, 1)
  // The third came to the roster after the year that is closed here.
  const before = Date.parse('2024-01-01T02:00:00Z')
  const ids = [0, 1].map((index) => `'${seeded(t, index as 0 | 1).id}'`).join(', ')
  await execute(t, `update representatives set created_at = ${before} where id in (${ids})`)
  const after = Date.parse('2026-01-02T02:00:00Z')
  const last = seeded(t, 2).id
  await execute(t, `update representatives set created_at = ${after} where id = '${last}'`)
  await execute(t, `update representatives set sector = '农牧民' where id = '${id}'`)
  late = await happened(t, 'issue.answered', { by: seeded(t, 0).id, first: true, late: true })
  mediated = await happened(t, 'mediation.done', { representativeId: id })
})
afterAll(() => t.close())

/** Names of who had a seat in that year, in the order of the roster. */
const seatedThen = (): string[] => t.seed.representatives.slice(0, 2).map(({ name }) => name)

const url = (what = ''): string => `/api/points/closings/${closing.id}${what}`
const show = async (): Promise<ClosingView> => (await office({ url: url() })).json()
const draft = (period = '2025') => post(office, '/api/points/closings', { period })
const sign = (leftOut?: number) =>
  post(office, url('/signature'), {
    signer: '主任 王志强',
    reason: '工委会议审议通过。',
    ...(leftOut === undefined ? {} : { leftOut }),
  })
const appraise = (index: 0 | 1, points: number): Promise<LightMyRequestResponse> =>
  post(office, url('/appraisals'), {
    representativeId: seeded(t, index).id,
    points,
    reason: '接羔季节坚持走访。',
  })
const end = () => post(office, url('/end'))

it('a period is drawn up when it is over, once', async () => {
  expect(outcome(await draft())).toBe('409 points.period-runs')
  t.clock.set('2026-01-04T02:00:00Z')
  expect(outcome(await draft('2023'))).toBe('409 points.nobody')
  const both = await Promise.all([draft(), draft()])
  expect(both.map(outcome).sort()).toEqual(['201', '409 points.closing-there'])
  closing = (both.find(({ statusCode }) => statusCode === 201) ?? both[0]).json()
  expect(closing).toMatchObject({
    state: 'draft',
    people: 2,
    reviews: 1,
    appraisals: 1,
    leftOut: 1,
  })
  // Nobody but the office has anything of a draft.
  expect((await mine(li, '2025')).closing).toBeNull()
  expect(outcome(await li({ url: url() }))).toBe('403 auth.forbidden')
})

it('is not signed while a review or a year-end appraisal is open', async () => {
  expect(outcome(await sign())).toBe('409 points.reviews-open')
  const [row] = (await office({ url: '/api/points/reviews' })).json().items
  const key = encodeURIComponent(row.entry.key)
  await post(office, `/api/points/representatives/${row.representative.id}/entries/${key}`, {
    act: 'confirm',
    reason: '有调解记录。',
  })
  expect(outcome(await sign())).toBe('409 points.appraisals-missing')
  expect(outcome(await appraise(0, 5))).toBe('422 points.no-appraisal')
  expect(outcome(await appraise(1, 21))).toBe('422 points.appraisal-too-high')
  expect(outcome(await appraise(1, 5))).toBe('200')
  expect(outcome(await appraise(1, 8))).toBe('200')
})

it('is not signed unwarned while somebody of the roster is not in it', async () => {
  const { items, total } = (await office({ url: url('/left-out') })).json()
  const away = seeded(t, 2)
  expect({ total, ids: items.map((row: { id: string }) => row.id) }).toEqual({
    total: 1,
    ids: [away.id],
  })
  for (const leftOut of [undefined, 0, 2])
    expect(outcome(await sign(leftOut))).toBe('409 points.people-left-out')
  expect((await sign()).json().detail).toContain('只有 2 位代表，另有 1 位不在里面')
  expect((await show()).state).toBe('draft')
})

it('lists people in the order of the roster, with no other order to ask for', async () => {
  const { items } = (await office({ url: url('/results') })).json()
  expect(items.map((row: { name: string }) => row.name)).toEqual(seatedThen())
  expect(items[1]).toMatchObject({ appraised: true, appraisal: 8, total: 67 })
  expect(outcome(await office({ url: url('/results?sort=total') }))).toBe('400 request.invalid')
})

it('signed, it is shown to each for five days with their own numbers only', async () => {
  const both = await Promise.all([sign(1), sign(1)])
  expect(both.map(outcome).sort()).toEqual(['200', '409 points.closing-moved'])
  // The signer is typed, so the office reads whose account typed it; nobody else does.
  expect(await show()).toMatchObject({ state: 'notice', leftOut: 1, signedBy: 'office' })
  const away = seeded(t, 2)
  const leftOut = async () => (await office({ url: url('/left-out') })).json().items
  expect((await leftOut()).map((row: { id: string }) => row.id)).toEqual([away.id])
  // Whoever comes to the roster after the signature was never left out of it.
  const cameAt = (at: number) =>
    execute(t, `update representatives set created_at = ${at} where id = '${away.id}'`)
  await cameAt(t.clock.now() + DAY)
  expect([await leftOut(), (await show()).leftOut]).toEqual([[], 0])
  await cameAt(t.clock.now())
  const facts = await factsOf(t.context, closing.id)
  const accepted = facts.find(({ type }) => type === 'points.left-out-accepted')
  expect(JSON.parse(accepted?.data ?? '{}')).toEqual({ period: '2025', people: 1 })
  const account = await mine(zhang, '2025')
  // Fewer than two suggestions in a whole year.
  expect(account).toMatchObject({ total: 67, appraisal: { points: 8 }, objectable: true })
  expect(account.closing).toMatchObject({
    state: 'notice',
    signer: '主任 王志强',
    signedBy: null,
    noticeUntil: '2026-01-09T16:00:00.000Z',
  })
  // Each is told, and 我的履职 opens on it while it runs.
  const { items } = (await li({ url: '/api/notices' })).json()
  expect(items[0]).toMatchObject({
    kind: 'points.signed',
    about: '2025 年的履职积分',
    subject: { kind: 'point-closing', id: closing.id },
  })
  expect(items[0].headline).toContain('1月9日 24:00')
  expect((await mine(zhang)).period).toBe('2025')
  expect(itemOf(account, 'suggestions').words).toBe('全年不到 2 件，−3（自带规则）')
  expect(outcome(await appraise(1, 9))).toBe('409 points.closing-moved')
  expect(outcome(await end())).toBe('409 points.notice-runs')
})

it('what becomes known of its period after the signature lets nobody in', async () => {
  const away = seeded(t, 2)
  await happened(
    t,
    'issue.answered',
    { by: away.id, first: true },
    undefined,
    Date.parse('2025-06-01T02:00:00Z'),
  )
  const now = await office({ url: `/api/points/representatives/${away.id}?period=2025` })
  expect(now.json().total).toBeGreaterThan(0)
  expect(await show()).toMatchObject({ people: 2, leftOut: 1 })
  const { items, total } = (await office({ url: url('/results') })).json()
  expect({ total, people: items.length }).toEqual({ total: 2, people: 2 })
  const file = await office({ url: '/api/points/export?period=2025&file=csv' })
  const line = file.body.split('\n').find((one) => one.includes(away.name))
  expect(line).toContain('不在这份结算里')
})

it('what the office turns round while the notice runs counts at the end, too', async () => {
  t.clock.advance(HOUR)
  const key = encodeURIComponent(`mediation.done:${mediated}`)
  const entry = `/api/points/representatives/${seeded(t, 1).id}/entries/${key}`
  const turned = await post(office, entry, { act: 'reverse', reason: '记错了人。' })
  expect(outcome(turned)).toBe('200')
  expect((await mine(zhang, '2025')).total).toBe(65)
})

it('objections are answered before the end; what was upheld is counted once more', async () => {
  const object = (by: Client, body: object) =>
    post(by, '/api/me/points/appeals', {
      id: crypto.randomUUID(),
      reason: '那天停电。',
      ...body,
    })
  const entry = (await object(li, { entry: `answer.late:${late}` })).json()
  const whole = (await object(zhang, { closingId: closing.id })).json()
  t.clock.advance(6 * DAY)
  expect(outcome(await object(li, { closingId: closing.id }))).toBe('409 points.notice-over')
  expect((await show()).appeals).toBe(2)
  expect(outcome(await end())).toBe('409 points.appeals-open')
  const decide = (id: string, upheld: boolean) =>
    post(office, `/api/points/appeals/${id}/decision`, { upheld, decision: '核实过了。' })
  await decide(entry.id, true)
  await decide(whole.id, false)
  expect(outcome(await end())).toBe('200')
  expect(outcome(await end())).toBe('409 points.closing-moved')
})

it('is frozen: nothing later changes it, and its fingerprint stands in the ledger', async () => {
  expect((await mine(li, '2025')).total).toBe(57)
  expect((await mine(zhang, '2025')).total).toBe(65)
  await happened(
    t,
    'activity.attended',
    { representativeId: seeded(t, 0).id, kind: 'visit' },
    crypto.randomUUID(),
    Date.parse('2025-09-09T04:00:00Z'),
  )
  const account = await mine(li, '2025')
  expect(account).toMatchObject({ total: 57, closing: { state: 'closed' }, objectable: false })
  expect(account.items.flatMap(({ entries }) => entries).some(({ appealable }) => appealable)).toBe(
    false,
  )
  expect(
    outcome(
      await post(
        office,
        `/api/points/representatives/${seeded(t, 0).id}/entries/${encodeURIComponent(`answer.late:${late}`)}`,
        { act: 'restore', reason: '看错了。' },
      ),
    ),
  ).toBe('409 points.period-closed')
  expect((await mine(zhang)).period).toBe('2026')
  const { fingerprint } = await show()
  const row = (await allClosings(t.context)).find(({ id }) => id === closing.id)
  expect(fingerprint).toBe(await fingerprintOf(t.context, row ? setOf(row) : ''))
  expect((await office({ url: '/api/ledger?size=200&group=points' })).body).toContain(
    'points.closed',
  )
  expect(await verifyLedger(t.context.db, t.context.district)).toMatchObject({ whole: true })
})

it('the committee’s table explains each number beside it, in the order of the roster', async () => {
  const reply = await office({ url: '/api/points/export?period=2025&file=csv' })
  expect(reply.statusCode).toBe(200)
  const [head, ...lines] = reply.body.trim().split('\n')
  expect(head).toContain('合计,合计怎么来的,基础分,基础分：说明')
  expect(head).toContain('代表建议,代表建议：说明')
  // Whoever is not in it stands below, with why, and without a number.
  expect(lines.map((line) => line.split(',')[0])).toEqual([...seatedThen(), seeded(t, 2).name])
  expect(lines[2]).toContain(',,不在这份结算里：')
  expect(lines[1]).toContain('基础分 60 − 代表建议 3 + 年终核定 8 = 65')
  expect(lines[0]).toContain('2025年5月6日答复晚了 0（已冲销，自带规则）')
  expect(
    (await office({ url: '/api/points/export?period=2025' })).rawPayload.subarray(0, 2),
  ).toEqual(Buffer.from('PK'))
  expect(outcome(await li({ url: '/api/points/export' }))).toBe('403 auth.forbidden')
})

it('stands in a record as it was signed, in the years that the record is of', async () => {
  const { id } = seeded(t, 1)
  const sum = '2025 年：基础分 60 − 代表建议 3 + 年终核定 8 = 65'
  const { points } = (await zhang({ url: `/api/records/${id}?year=2025` })).json()
  expect(points[0]).toBe(sum)
  const years = async () =>
    (await pointLines(t.context, id, { from: null, to: 2027 })).flatMap(
      (line) => /^(\d{4}) 年/.exec(line)?.[1] ?? [],
    )
  expect(await years()).toEqual(['2024', '2025', '2026'])
  await execute(
    t,
    `update representatives set state = 'left', left_on = '2025-12-31' where id = '${id}'`,
  )
  expect(await years()).toEqual(['2024', '2025'])
  expect((await pointLines(t.context, id))[0]).toBe(sum)
})
