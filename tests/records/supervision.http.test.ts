import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { itemOf, mine } from '../points/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { heldBy } from './steps.ts'

/** 联合督办 is an activity of its own kind: planned, found, in the record, and scored as an inspection. */

let t: TestApp
let office: Client
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, li] = await Promise.all([t.as('office'), t.as(0)])
})
afterAll(() => t.close())

it('is found by its kind, stands with the inspections, and fills their cap', async () => {
  const id = await heldBy(t, office, 'supervision', { title: '供热管网联合督办' })
  await heldBy(t, office, 'inspection')
  const found = (await office({ url: '/api/activities?kind=supervision' })).json()
  expect(found.items.map((one: { id: string }) => one.id)).toEqual([id])
  const view: RecordView = (await li({ url: `/api/records/${seeded(t, 0).id}` })).json()
  const section = view.sections.find((one) => one.section === 'inspections')
  expect(section?.entries.map(({ title }) => title).sort()).toEqual([
    '一次inspection',
    '供热管网联合督办',
  ])
  const item = itemOf(await mine(li), 'inspections')
  expect([item.points, item.cap]).toEqual([4, 12])
})

it('of an unknown kind is refused', async () => {
  expect(outcome(await post(office, '/api/activities', { kind: 'joint' }))).toBe(
    '400 request.invalid',
  )
})
