import { sweepLadder } from '@mashang/server/notices/ladder.usecases.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR, SECOND } from '@mashang/shared/core/clock.ts'
import type { NoticeView } from '@mashang/shared/notices/notices.api.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { answer, filed, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { beginAnew } from './steps.ts'

let t: TestApp
let li: Client
beforeEach(async () => {
  t = await startApp({ config: { limits: false } })
  await beginAnew(t)
  li = await t.as(0)
})
afterEach(() => t.close())

const told = async (): Promise<[string, string | null][]> => {
  await tellOfFacts(t.context)
  const { items } = (await li({ url: '/api/notices' })).json<{ items: NoticeView[] }>()
  return items.map(({ kind, since }) => [kind, since])
}
/** Whether the matter waits for words now, as its notices say it. */
const owes = async (): Promise<boolean[]> => {
  const { items } = (await li({ url: '/api/notices' })).json<{ items: NoticeView[] }>()
  return [...new Set(items.map((one) => one.owes))]
}
const passes = async (hours: number): Promise<void> => {
  t.clock.advance(hours * HOUR + SECOND)
  await sweepLadder(t.context, () => t.clock.now())
}
const dissatisfied = { answer: 'dissatisfied', solved: 'dissatisfied' }

it('given a matter that is answered after all, then what asked for it says so; of one done once more each clock for itself', async () => {
  const { id, receipt } = await filed(t)
  await passes(12)
  const first = [
    ['clock.reminded', null],
    ['issue.arrived', null],
  ]
  expect((await told()).sort()).toEqual(first)

  await answer(li, id)
  expect((await told()).sort()).toEqual(first.map(([kind]) => [kind, '已答复']))

  await post(t.voter, `/api/receipts/${receipt}/verdict`, dissatisfied)
  await passes(12)
  const again = await told()
  // The new clock is owed, the old one is not; whatever asks for words in general waits again.
  expect(again.filter(([kind]) => kind === 'clock.reminded')).toEqual([
    ['clock.reminded', null],
    ['clock.reminded', '重办中'],
  ])
  expect(again).toContainEqual(['issue.redo', null])
  expect(await owes()).toEqual([true])
  expect(again).toContainEqual(['issue.rated', null])

  await answer(li, id)
  expect(await owes()).toEqual([false])
  expect((await told()).filter(([, since]) => since === null)).toEqual([['issue.rated', null]])
})

it('given a voter who takes it back, then nobody is told to answer it', async () => {
  const { receipt } = await filed(t)
  expect(await told()).toEqual([['issue.arrived', null]])
  await post(t.voter, `/api/receipts/${receipt}/withdrawal`)
  expect(await told()).toContainEqual(['issue.arrived', '已撤回'])
})
