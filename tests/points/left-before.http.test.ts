import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import type { ClosingView, LeftOutRow } from '@mashang/shared/points/closings.api.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { confirmRoster, uploadRoster } from '../roster/uploads.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { unzipped } from '../support/unzipped.ts'

/** Somebody whom the roster has as left already is told of in one way everywhere. */

let t: TestApp
let office: Client
let id: string
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-11-28T02:00:00Z')
  office = fresh(t, 'office')
  const list = '姓名,手机,选区,备注\n敖日格勒,,五当召镇第一选区,2026年3月辞去代表职务\n'
  const draft = await uploadRoster(office, '名册.csv', list)
  expect(outcome(await confirmRoster(office, draft.id, { withoutPhone: true }))).toBe('200')
  id = (await allRepresentatives(t.context)).find(({ name }) => name === '敖日格勒')?.id ?? ''
})
afterAll(() => t.close())

async function leftOutOf(period: string): Promise<LeftOutRow | undefined> {
  const made = await post(office, '/api/points/closings', { period })
  expect(outcome(made)).toBe('201')
  const closing: ClosingView = made.json()
  const { items } = (await office({ url: `/api/points/closings/${closing.id}/left-out` })).json()
  return items.find((one: LeftOutRow) => one.id === id)
}

it('given a roster with 离任 in it, then the record tells the departure, with its month', async () => {
  const view: RecordView = (await office({ url: `/api/records/${id}` })).json()
  const seat = view.sections.find(({ section }) => section === 'seat')?.entries ?? []
  expect(seat.map(({ title, detail }) => ({ title, detail }))).toEqual([
    { title: '列入代表名册', detail: '这是录入系统的日子，不是当选的日子' },
    { title: '不再担任代表', detail: '2026年3月离任' },
  ])
  expect(view.basics).toContainEqual({ label: '任期', words: '2026年3月离任' })
  expect(JSON.stringify(view)).not.toContain('基础分 60')
})

it('then no closing counts them, and each says since when they had left', async () => {
  await execute(t, `update representatives set created_at = 0 where id <> '${id}'`)
  t.clock.set('2027-01-04T02:00:00Z')
  const told = { name: '敖日格勒', left: '2026年3月离任' }
  expect(await leftOutOf('2026-1')).toMatchObject(told)
  expect(await leftOutOf('2026')).toMatchObject(told)
  const account = (await office({ url: `/api/points/representatives/${id}?period=2026` })).json()
  expect(account).toMatchObject({ total: 0, base: 0, baseRule: '不在任，没有基础分' })
})

it('then the archive of this term has them', async () => {
  const { rawPayload } = await office({ url: '/api/exports/records?file=docx' })
  const names = [...(await unzipped(rawPayload)).keys()]
  expect(names.filter((name) => name.includes('敖日格勒代表（已离任）'))).not.toEqual([])
})
