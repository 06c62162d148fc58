import { DAY } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationList } from '@mashang/shared/mediations/mediations.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { mediated, registered, stepped } from './steps.ts'

/** The list: short rows, a page at a time, for the office all of them and for a representative their own. */

let t: TestApp
let office: Client
let li: Client
let wang: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  ;[li, wang] = [fresh(t, 0), fresh(t, 1)]
  for (const [title, asked] of [
    ['已经调成的', [0]],
    ['正在调的', [0, 1]],
    ['等受理的', [1]],
    ['回避了的', [0, 1]],
  ] as const) {
    t.clock.advance(1)
    const { id } = await registered(
      office,
      asked.map((index) => seeded(t, index).id),
      { title, caseNumber: title === '等受理的' ? '（2026）内0205诉前调77号' : '' },
    )
    if (title === '回避了的') await stepped(li, id, { act: 'recuse', reason: '是亲戚。' })
    if (title !== '已经调成的' && title !== '正在调的') continue
    await mediated(office, li, id, today())
    if (title === '已经调成的')
      await stepped(office, id, { act: 'finish', outcome: 'reconciled', on: today() })
  }
})
afterAll(() => t.close())

const today = (): string => momentDigits(t.clock.now()).slice(0, 10)
const list = async (by: Client, query = ''): Promise<MediationList> => {
  const reply = await by({ url: `/api/mediations${query}` })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}
const titles = async (by: Client, query = ''): Promise<string[]> =>
  (await list(by, query)).items.map(({ title }) => title)

it('given many, then a page of them, the newest first, and how many there are', async () => {
  const first = await list(office, '?size=3')
  expect(first).toMatchObject({ total: 4, page: 1, size: 3 })
  expect(first.items.map(({ title }) => title)).toEqual(['回避了的', '等受理的', '正在调的'])
  expect(await titles(office, '?size=3&page=2')).toEqual(['已经调成的'])
  expect(await titles(office, '?size=3&page=3')).toEqual([])
  expect(outcome(await office({ url: '/api/mediations?size=1000' }))).toBe('400 request.invalid')
})

it('given a row, then it says who was asked and what they answered, and holds none of its words', async () => {
  const { items } = await list(office, '?q=正在调')
  expect(items[0]?.mediators.map(({ name, answer }) => `${name} ${answer}`).sort()).toEqual([
    '张建平 none',
    '李婺 joined',
  ])
  const { body } = await office({ url: '/api/mediations' })
  for (const words of ['楼上暖气漏水', '两边坐下来谈了', '同一单元的两户居民', '是亲戚'])
    expect(body).not.toContain(words)
})

it('given what narrows it, then only those, for each what waits for them', async () => {
  expect(await titles(office, '?state=mediating')).toEqual(['正在调的'])
  expect(await titles(office, '?open=false')).toEqual(['已经调成的'])
  expect(await titles(office, '?open=true')).toEqual(['回避了的', '等受理的', '正在调的'])
  expect(await titles(office, '?q=诉前调77')).toEqual(['等受理的'])
  expect(await titles(office, '?q=%25')).toEqual([])
  // The office accepts and asks both sides; a mediator says whether they take part.
  expect(await titles(office, '?waiting=true')).toEqual(['回避了的', '等受理的'])
  expect(await titles(wang, '?waiting=true')).toEqual(['回避了的', '等受理的', '正在调的'])
  expect(await titles(li, '?waiting=true')).toEqual([])
  expect((await list(wang)).items.map(({ waiting }) => waiting)).toEqual([true, true, true])
})

it('given a representative, then their own, and none of which they stepped back', async () => {
  expect(await titles(li)).toEqual(['正在调的', '已经调成的'])
  expect(await titles(li, '?waiting=false&size=1')).toEqual(['正在调的'])
  expect(await titles(wang, '?open=false')).toEqual([])
  expect(await titles(await t.as(2))).toEqual([])
})

it('given an order by what is due, then the first due first, and what has no day last', async () => {
  const due = (await list(office, '?sort=due')).items.map(({ dueAt }) => dueAt)
  expect(due.at(-1)).toBeNull()
  expect(due.slice(0, 3)).toEqual([...due.slice(0, 3)].sort())
  expect((await list(office, '?sort=-due')).items.map(({ dueAt }) => dueAt)).toEqual([
    due[2],
    due[0],
    due[1],
    null,
  ])
  expect(await titles(office, '?sort=registered&size=1')).toEqual(['已经调成的'])
  t.clock.advance(10 * DAY)
  expect(await titles(office, '?overdue=true')).toEqual(['回避了的', '等受理的'])
  expect(await titles(office, '?overdue=false')).toEqual(['正在调的', '已经调成的'])
})
