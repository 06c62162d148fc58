import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { ReviewRow } from '@mashang/shared/points/points.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { mediated, registered, stepped } from './steps.ts'

/** Where the rules have a station look at mediations, it reads no more of one than anybody outside. */

const TITLE = '楼上漏水的赔偿'
let t: TestApp
let office: Client
let liaison: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, liaison] = await Promise.all([t.as('office'), t.as('liaison')])
  const rules = defaultRuleSet.rules.map((rule) =>
    rule.id === 'mediation' ? { ...rule, review: 'station' } : rule,
  )
  const on = momentDigits(t.clock.now()).slice(0, 10)
  const body = { after: 0, from: on, set: { ...defaultRuleSet, rules }, reason: '常委会会议通过。' }
  expect(outcome(await post(office, '/api/points/rules', body))).toBe('201')
  t.clock.advance(1)
  const { id } = await registered(office, [seeded(t, 0).id], { title: TITLE })
  await mediated(office, await t.as(0), id, on)
  await stepped(office, id, { act: 'finish', outcome: 'reconciled', on })
})
afterAll(() => t.close())

const titles = async (by: Client) =>
  (await by({ url: '/api/points/reviews' }))
    .json<{ items: ReviewRow[] }>()
    .items.map(({ entry: { fact, title, visible } }) => [fact, title, visible])

it('a station confirms a mediation by its kind; the office reads which one it is', async () => {
  expect(await titles(liaison)).toEqual([
    ['mediation.done', '一件诉前调解', false],
    ['mediation.settled', '一件诉前调解', false],
  ])
  expect((await titles(office)).map(([, title]) => title)).toEqual([TITLE, TITLE])
})
