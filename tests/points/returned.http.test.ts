import { beginAnew } from '@mashang/server/points/follow.usecases.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { mine } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
let zhang: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
})
afterAll(() => t.close())

const total = async (): Promise<number> => (await mine(li)).total
const key = {
  act: 'mark-key',
  leader: '王主任',
  post: '人大常委会副主任',
  reason: '群众反映集中',
}

it('given a watched suggestion is returned and handed in again, then it scores as a watched one again', async () => {
  const nothing = await total()
  const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
  await done(li, id, { act: 'submit' })
  await done(zhang, id, { act: 'confirm' })
  const plain = await total()
  await done(office, id, key)
  const watched = await total()
  expect(watched).toBeGreaterThan(plain)
  await done(office, id, { act: 'return', reason: '写清楚是哪几个小区' })
  expect(await total()).toBe(nothing)
  const again = { act: 'edit', title: '加装路灯', text: '六个小区没有路灯。', secret: false }
  await done(li, id, { ...again, cosigners: [seeded(t, 1).id] })
  await done(li, id, { act: 'submit' })
  expect(await total()).toBe(nothing)
  await done(zhang, id, { act: 'confirm' })
  expect(await total()).toBe(watched)
  await beginAnew(t.context)
  expect(await total()).toBe(watched)
  await done(office, id, { act: 'unmark-key', reason: '已经办好' })
  expect(await total()).toBe(plain)
})
