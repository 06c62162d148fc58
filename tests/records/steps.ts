import { HOUR } from '@mashang/shared/core/clock.ts'
import { announced, done } from '../activities/steps.ts'
import type { Client, TestApp } from '../support/app.ts'

/** An activity that everybody was at. */
export async function heldBy(
  t: TestApp,
  office: Client,
  kind: string,
  changes: object = {},
): Promise<string> {
  const { id, list } = await announced(t, office, {
    kind,
    title: `一次${kind}`,
    startsAt: new Date(t.clock.now() - 2 * HOUR).toISOString(),
    endsAt: new Date(t.clock.now() - HOUR).toISOString(),
    ...changes,
  })
  const items = (list ?? []).map(({ representativeId }) => ({
    representativeId,
    attendance: 'attended',
    was: 'unknown',
  }))
  await done(office, id, { act: 'mark', items })
  await done(office, id, { act: 'close', revision: 0 })
  return id
}
export const reward = (changes: object = {}) => ({
  id: crypto.randomUUID(),
  title: '优秀人大代表',
  giver: '区人大常委会',
  on: '2026-01-15',
  reason: '路灯一事办得好',
  ...changes,
})

/** What an office has on paper of somebody's duty. */
export const paper = (changes: object = {}) => ({
  id: crypto.randomUUID(),
  kind: 'tickets',
  title: '督办路灯长期不亮的工单',
  on: '2026-01-15',
  partner: '区城市管理局',
  outcome: '一周内修好',
  reference: '督办单〔2026〕2 号',
  ...changes,
})
