import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import type { RecordEntryView, RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { happened } from '../points/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { unzipped } from '../support/unzipped.ts'
import { reward } from './steps.ts'

/** 评优评先 and 连任推荐 are signed by people, with the number that they looked at beside it. */

let t: TestApp
let office: Client
let li: Client
let closing: ClosingView
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2025-05-06T02:00:00Z')
  ;[office, li] = [fresh(t, 'office'), fresh(t, 0)]
  const before = Date.parse('2024-01-01T02:00:00Z')
  // The third came after the year that is closed here.
  const seated = [0, 1].map((index) => `'${idOf(index as 0 | 1)}'`).join(', ')
  await execute(t, `update representatives set created_at = ${before} where id in (${seated})`)
  for (const kind of ['visit', 'session'])
    await happened(t, 'activity.attended', { representativeId: idOf(0), kind })
  t.clock.set('2026-01-04T02:00:00Z')
  const drawn = await post(office, '/api/points/closings', { period: '2025' })
  expect(outcome(drawn)).toBe('201')
  closing = drawn.json()
})
afterAll(() => t.close())

const idOf = (index: 0 | 1 | 2): string => seeded(t, index).id
const decide = (changes: object, index: 0 | 1 | 2 = 0) =>
  post(office, `/api/records/${idOf(index)}/rewards`, reward({ on: '2026-01-03', ...changes }))
const merit = () => ({ kind: 'merit', signer: '主任 王志强', closingId: closing.id })
const entry = async (by: Client, title: string): Promise<RecordEntryView | undefined> => {
  const view: RecordView = (await by({ url: `/api/records/${idOf(0)}?section=rewards` })).json()
  return view.sections
    .find(({ section }) => section === 'rewards')
    ?.entries.find((one) => one.title === title)
}

it('is not written down without who signed it; a plain reward is', async () => {
  const { signer: _, closingId: __, ...unsigned } = merit()
  const refused = await decide(unsigned)
  expect(outcome(refused)).toBe('422 record.signer-missing')
  expect(refused.json().fields).toMatchObject([{ path: 'signer' }])
  expect(outcome(await decide({ kind: 'renomination' }))).toBe('422 record.signer-missing')
  expect(outcome(await decide({ title: '一枚奖章' }))).toBe('204')
  expect(await entry(li, '一枚奖章')).toMatchObject({ explained: null })
})

it('refers to no number that may still change, nor to one that they have no part in', async () => {
  expect(outcome(await decide(merit()))).toBe('422 record.not-closed')
  // The third came to the roster after that year.
  const signature = { signer: '主任 王志强', reason: '工委会议审议通过。', leftOut: 1 }
  const url = `/api/points/closings/${closing.id}`
  expect(outcome(await post(office, `${url}/signature`, signature))).toBe('200')
  expect(outcome(await decide(merit()))).toBe('422 record.not-closed')
  t.clock.advance(7 * DAY)
  expect(outcome(await post(office, `${url}/end`, {}))).toBe('200')
  expect(outcome(await decide(merit(), 2))).toBe('422 record.not-closed')
  expect(outcome(await decide({ ...merit(), closingId: crypto.randomUUID() }))).toBe(
    '422 record.not-closed',
  )
})

it('stands with who decided, who signed, why, and the number as it was closed, for both', async () => {
  const body = { ...merit(), title: '优秀代表', reason: '走访勤' }
  expect(outcome(await decide(body))).toBe('204')
  for (const by of [li, office]) {
    const seen = await entry(by, '优秀代表')
    expect(seen?.detail).toBe('评优评先 · 区人大常委会（主任 王志强签字） · 走访勤')
    expect(seen?.explained).toMatchObject({ period: '2025' })
    expect(seen?.explained?.lines[0]).toMatch(
      /^2025 年：基础分 60 .*= \d+（主任 王志强2026年1月4日签字）$/,
    )
    expect(seen?.explained?.lines.join()).toContain('走访选民 1 分：1 次，每次 +1')
  }
  const facts = await factsOf(t.context, idOf(0))
  const last = facts.findLast(({ type }) => type === 'record.rewarded')?.data ?? ''
  expect(JSON.parse(last)).toMatchObject({ kind: 'merit', closingId: closing.id })
  expect(last).not.toContain('王志强')
})

it('what is found out later does not move the number that was looked at', async () => {
  const before = await entry(li, '优秀代表')
  const visited = { representativeId: idOf(0), kind: 'visit' }
  const at = Date.parse('2025-09-09T04:00:00Z')
  await happened(t, 'activity.attended', visited, crypto.randomUUID(), at)
  expect((await entry(li, '优秀代表'))?.explained).toEqual(before?.explained)
})

it('is printed with all of it', async () => {
  const word = await office({ url: `/api/records/${idOf(0)}/file.docx` })
  const body = (await unzipped(word.rawPayload)).get('word/document.xml')?.toString() ?? ''
  expect(body).toContain('区人大常委会（主任 王志强签字）')
  expect(body).toContain('参考的积分：2025 年：基础分 60')
  const pdf = await li({ url: `/api/records/${idOf(0)}/file.pdf` })
  expect(pdf.statusCode).toBe(200)
})
