import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Client, TestApp } from '../support/app.ts'
import { type Filed, filed, post } from './steps.ts'

/** The same thing as the usual filing, in other words. */
export const OTHER = {
  title: '锦绣社区路灯坏了',
  text: '三号楼南边路灯不亮好久了，晚上出门一片黑，怕摔跤。',
  place: '锦绣社区3号楼',
}
export const group = async (by: Client, id: string) =>
  (await by({ url: `/api/issues/${id}/group` })).json()
export const ids = (list: { id: string }[]) => list.map((one) => one.id)
export const join = (by: Client, id: string, issueId: string) =>
  post(by, `/api/issues/${id}/group-members`, { issueId })
export const seeIn = (t: TestApp) => async (matter: Filed) =>
  (await t.voter({ url: `/api/receipts/${matter.receipt}` })).json()

/** Three matters that are one thing, an hour apart. */
export async function threeOf(t: TestApp): Promise<[Filed, Filed, Filed]> {
  const first = await filed(t)
  t.clock.advance(HOUR)
  const second = await filed(t, OTHER)
  t.clock.advance(HOUR)
  return [first, second, await filed(t, OTHER)]
}
