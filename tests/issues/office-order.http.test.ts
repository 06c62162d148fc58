import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, filed, respond } from './steps.ts'

const HOUR = 3_600_000

let t: TestApp
let office: Client
/** In the order of filing: answered, open, under way, open. */
const ids: string[] = []
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  const representative = await t.as(0)
  for (let n = 0; n < 4; n++) {
    ids.push((await filed(t, { title: `第 ${n} 件`, field: n === 3 ? 'housing' : 'urban' })).id)
    t.clock.advance(HOUR)
  }
  await respond(representative, ids[0] ?? '', {
    decision: 'decline',
    text: '这件事不归代表办，请到法院去。',
    to: { kind: 'elsewhere', name: '法院' },
  })
  await answer(representative, ids[2] ?? '')
})
afterAll(() => t.close())

const order = async (query: string): Promise<number[]> => {
  const { items } = (await office({ url: `/api/issues?${query}` })).json()
  return items.map((item: { id: string }) => ids.indexOf(item.id))
}

const sortsOfPages = [
  ...['due', '-due', 'filed', 'number', 'resolution', '-resolution'],
  ...['state', '-state', 'kind', 'field', 'representative', '-representative', 'station'],
]

describe('the order of the office’s table', () => {
  it.each([
    ['sort=due', [1, 3, 2, 0]],
    ['sort=-due', [3, 2, 1, 0]],
    ['sort=filed', [0, 1, 2, 3]],
    ['sort=-filed', [3, 2, 1, 0]],
    ['sort=number', [0, 1, 2, 3]],
    ['sort=-number', [3, 2, 1, 0]],
    ['sort=resolution', [2, 3, 1, 0]],
    ['sort=-resolution', [2, 3, 1, 0]],
    ['sort=due&running=true', [1, 3]],
    ['sort=-number&running=true', [3, 1]],
    ['sort=due&overdue=false', [1, 3, 2, 0]],
    ['sort=resolution&running=true', [3, 1]],
    ['sort=due&field=housing', [3]],
    [`sort=due&q=${encodeURIComponent('李婺')}`, [1, 3, 2, 0]],
    // As the words stand in their list, the newest of each first.
    ['sort=state', [3, 1, 2, 0]],
    ['sort=-state', [0, 2, 3, 1]],
    ['sort=field', [2, 1, 0, 3]],
    ['sort=field&running=true', [1, 3]],
    ['sort=representative', [3, 2, 1, 0]],
    ['sort=station&size=2&page=2', [1, 0]],
  ])('%s', async (query, expected) => {
    expect(await order(query)).toEqual(expected)
  })

  it.each([
    ...['sort=due', 'sort=-due', 'sort=filed', 'sort=-filed', 'sort=number', 'sort=-number'],
    ...['sort=resolution', 'sort=-resolution', 'sort=resolution&running=true'],
    ...['sort=due&running=true', 'sort=-due&overdue=false', 'sort=due&field=urban'],
    ...['state', 'kind', 'field', 'representative', 'station'].flatMap((column) => [
      `sort=${column}`,
      `sort=-${column}`,
    ]),
  ])('%s: the export has what the table shows, in its order', async (query) => {
    const shown = (await office({ url: `/api/issues?${query}` })).json()
    const file = await office({ url: `/api/exports/issues?file=csv&columns=what&${query}` })
    const numbers = file.body.trimEnd().split('\r\n').slice(1)
    expect(numbers.map((line) => line.split(',')[0])).toEqual(
      shown.items.map((item: { number: string }) => item.number),
    )
  })

  it.each(sortsOfPages)(
    'by %s, pages of one hold each matter once and count them all',
    async (sort) => {
      const whole = await order(`sort=${sort}`)
      const pages: number[] = []
      for (let page = 1; page <= 5; page++)
        pages.push(...(await order(`sort=${sort}&size=1&page=${page}`)))
      expect(pages).toEqual(whole)
      const { total } = (await office({ url: `/api/issues?sort=${sort}&size=1&page=5` })).json()
      expect(total).toBe(4)
    },
  )
})
