import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../support/app.ts'
import { act, answeredBy, assignedTo, atWork, contact, done } from './steps.ts'

let at: Awaited<ReturnType<typeof atWork>>
beforeAll(async () => {
  at = await atWork()
})
afterAll(() => at.t.close())

const listed = async (by: Client, query: string): Promise<SuggestionRow[]> =>
  (await by({ url: `/api/suggestions?${query}` })).json().items
const steps = async (by: Client): Promise<unknown[]> =>
  (await listed(by, 'waiting=true&sort=due')).map(({ title, next }) => [title, next?.words])

it('a department reads what it does next and by when, the first first; a far promise is only tracked', async () => {
  const { t, li, office, housing } = at
  const given = { lead: li, office }
  const promised = await assignedTo(given, housing.id, { title: '修好老桥' })
  await answeredBy(housing.client, promised.id, { class: 'B', promisedFor: '2026-06-30' })
  const begun = await assignedTo(given, housing.id, { title: '换掉旧电梯' })
  await done(housing.client, begun.id, { act: 'receive' })
  await done(housing.client, begun.id, contact)
  t.clock.set('2026-03-03T02:00:00Z')
  const arrived = await assignedTo(given, housing.id, { title: '清理下水道' })
  // The talk is due before any answer, so what came last is first.
  expect(await steps(housing.client)).toEqual([
    ['清理下水道', '签收'],
    ['换掉旧电梯', '拟答复'],
  ])
  await done(housing.client, arrived.id, { act: 'receive' })
  expect(await steps(housing.client)).toEqual([
    ['清理下水道', '和代表沟通，再记下来'],
    ['换掉旧电梯', '拟答复'],
  ])
  const [first] = await listed(housing.client, 'waiting=true&sort=due')
  expect([first?.next?.dueAt, first?.next?.overdue]).toEqual(['2026-03-31T16:00:00.000Z', false])
  await done(housing.client, begun.id, { act: 'propose', text: '年底换好。', class: 'A' })
  expect((await steps(housing.client)).at(-1)).toEqual(['换掉旧电梯', '签发答复'])
  // To anybody else these words say nothing.
  expect((await listed(office, 'state=handling')).map(({ next }) => next)).toEqual([null])
  expect(
    (await act(housing.client, arrived.id, { act: 'object', reason: '不归我们' })).statusCode,
  ).toBe(200)
  expect((await steps(housing.client))[0]).toEqual(['清理下水道', '等代表工委定退回申请'])
  const far = await listed(housing.client, 'promised=true&waiting=false')
  expect(far.map(({ title }) => title)).toEqual(['修好老桥'])
  t.clock.set('2026-06-25T02:00:00Z')
  expect(await steps(housing.client)).toContainEqual(['修好老桥', '按承诺再答复'])
})
