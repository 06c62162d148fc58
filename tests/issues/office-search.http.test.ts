import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { filed, post, seeded } from './steps.ts'

let t: TestApp
let office: Client
const titles = ['锦绣社区路灯不亮', 'ATM 机吞卡', '价格涨了 50%，太贵', '楼道灯不亮']
const numbers: string[] = []
let gone: { id: string; receipt: string }
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  for (const [index, title] of titles.entries())
    numbers.push((await filed(t, { title }, index === 3 ? 1 : 0)).number)
  gone = await filed(t, { title: '要删掉的独角兽' }, 1)
})
afterAll(() => t.close())

const found = async (q: string, by = office): Promise<string[]> => {
  const reply = await by({ url: `/api/issues?sort=filed&q=${encodeURIComponent(q)}` })
  expect(reply.statusCode, reply.body).toBe(200)
  const { items, total } = reply.json<{ items: { title: string }[]; total: number }>()
  expect(total, 'the count is that of the rows').toBe(items.length)
  return items.map(({ title }) => title)
}

describe('the search of the office’s table', () => {
  it('given letters in the middle of a title, then all that have them', async () => {
    expect(await found('灯不亮')).toEqual([titles[0], titles[3]])
  })

  it('given another case, then the same', async () => {
    expect(await found('atm')).toEqual([titles[1]])
  })

  it('given letters that stand for any in a pattern, then they mean themselves', async () => {
    expect(await found('50%')).toEqual([titles[2]])
    expect(await found('_')).toEqual([])
  })

  it('given a number, with or without its year, then that one, once', async () => {
    const number = numbers[1] ?? ''
    expect(await found(number)).toEqual([titles[1]])
    expect(await found(/(\d+) 号$/.exec(number)?.[1] ?? number.slice(-6))).toEqual([titles[1]])
  })

  it('given a representative’s name, then what was filed to them', async () => {
    expect(await found(seeded(t, 1).name)).toEqual([titles[3], '要删掉的独角兽'])
  })

  it('given both a name and a filter, then what fits both', async () => {
    const reply = await office({
      url: `/api/issues?state=closed&q=${encodeURIComponent(seeded(t, 1).name)}`,
    })
    expect(reply.json().total).toBe(0)
  })

  it('given days, then what was filed on them, both within; of other days nothing', async () => {
    const count = async (days: string): Promise<number> =>
      (await office({ url: `/api/issues?${days}` })).json().total
    const today = new Date(t.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const before = new Date(t.clock.now() - 16 * 3_600_000).toISOString().slice(0, 10)
    expect(await count(`from=${today}&to=${today}`)).toBe(await count('today=true'))
    expect(await count(`from=${today}`)).toBe(5)
    expect(await count(`to=${before}`)).toBe(0)
    expect(await count(`from=${before}&to=${today}&state=closed`)).toBe(0)
    const refused = await office({ url: '/api/issues?from=2026-13-45' })
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields[0].message).toBe('没有这一天。')
  })

  it('given words that their voter had deleted, then nothing finds them any more', async () => {
    expect(await found('独角兽')).toHaveLength(1)
    expect((await post(t.voter, `/api/receipts/${gone.receipt}/withdrawal`, {})).statusCode).toBe(
      200,
    )
    const erased = await t.voter({
      method: 'POST',
      url: `/r/${gone.receipt}/rights/erasure`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    })
    expect(erased.statusCode, erased.body).toBe(303)
    expect(await found('独角兽')).toEqual([])
  })
})

describe('a liaison who is asked at the counter', () => {
  it('given words of a matter or its voter’s name, then all of the own stations, done or not', async () => {
    const liaison = await t.as('liaison')
    const told = { text: '小区健身步道的地砖翘起来了，绊倒过人。', title: '步道不平' }
    const done = await filed(t, told)
    await filed(t, told, 2)
    await post(await t.as(0), `/api/issues/${done.id}/response`, {
      decision: 'answer',
      text: '物业今天上午已经把翘起来的地砖重新铺平了，请放心走。',
      settled: true,
    })
    expect(await found('地砖翘起来', liaison)).toEqual(['步道不平'])
    expect((await found('王女士', liaison)).length).toBeGreaterThan(1)
    expect(await found('没有这样的话', liaison)).toEqual([])
    // The office looks through titles, which have an index.
    expect(await found('地砖翘起来')).toEqual([])
  })
})
