import { deadlinesTables } from '@mashang/server/core/deadlines/deadlines.table.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { copies } from '../support/copies.ts'
import { filed } from './steps.ts'

/** More than a list that is kept, and with its middle farther than what is simply skipped. */
const MANY = 4_600

let t: TestApp
let office: Client
const EARLIER = 100_000_000
const LONGER = 700_000

/** Numbers in the order of filing; of three that came at one moment by their ids. */
const numbers = Array.from({ length: MANY }, (_, index) => 100_000 + index)

beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  const { id } = await filed(t, { title: '楼道灯不亮' })
  const { issues } = t.context.db.tables(issuesTables)
  const { deadlines } = t.context.db.tables(deadlinesTables)
  await copies(t, 'issues', issues, {
    of: `id = '${id}'`,
    many: MANY,
    own: {
      id: "'many-' || (100000 + n)",
      number: '100000 + n',
      receipt_hash: "'many-' || n",
      filing_key: "'many-' || n",
      title: "'第 ' || n || ' 盏路灯不亮'",
      filed_at: `filed_at - ${EARLIER} + (n / 3) * 1000`,
      due_at: `due_at - ${EARLIER} + (n / 3) * 1000`,
    },
  })
  // Every seventh has a clock that runs, for some time longer than that of its filing.
  await copies(t, 'deadlines', deadlines, {
    of: `subject_id = '${id}'`,
    many: MANY,
    which: 'n % 7 = 0',
    own: {
      id: "'many-' || n",
      subject_id: "'many-' || (100000 + n)",
      due_at: `due_at - ${EARLIER} + (n / 3) * 1000 + ${LONGER}`,
    },
  })
})
afterAll(() => t.close())

interface Listed {
  items: { number: string }[]
  total: number
}

async function page(query: string): Promise<{ numbers: number[]; total: number }> {
  const reply = await office({ url: `/api/issues?${query}` })
  expect(reply.statusCode, reply.body).toBe(200)
  const { items, total } = reply.json<Listed>()
  return { numbers: items.map(({ number }) => Number(/(\d+)(?!.*\d)/.exec(number)?.[1])), total }
}

/** Newest first; of those of one moment by their ids. */
const newest = () =>
  [...numbers].sort((a, b) => Math.floor((b - 1e5) / 3) - Math.floor((a - 1e5) / 3) || a - b)

describe('the office’s table of many matters', () => {
  it.each([1, 40, 101, 110, 111, 115, 116, 130, 231])(
    'given page %i by time, then it has what lies there, none twice and none left out',
    async (n) => {
      const size = 20
      const rising = await page(`sort=filed&size=${size}&page=${n}`)
      expect(rising.total).toBe(MANY + 1)
      expect(rising.numbers.filter((number) => number >= 1e5)).toEqual(
        numbers.slice((n - 1) * size, n * size),
      )
      // The one that they are copies of is the newest.
      const falling = await page(`sort=-filed&size=${size}&page=${n}`)
      expect(falling.numbers.filter((number) => number >= 1e5)).toEqual(
        newest().slice(Math.max(0, (n - 1) * size - 1), n * size - 1),
      )
    },
  )

  it.each([1, 2, 40, 99, 101, 102, 130])(
    'given page %i by clock, the latest first, then what runs stands among what has ended',
    async (n) => {
      const due = (number: number) =>
        Math.floor((number - 1e5) / 3) * 1000 + ((number - 1e5) % 7 === 0 ? LONGER : 0)
      const latest = [...numbers].sort((a, b) => due(b) - due(a) || a - b)
      const { numbers: found } = await page(`sort=-due&size=20&page=${n}`)
      expect(found.filter((number) => number >= 1e5)).toEqual(
        latest.slice(Math.max(0, (n - 1) * 20 - 1), n * 20 - 1),
      )
    },
  )

  it('given words that thousands have, then all of them are found and can be turned through', async () => {
    const q = encodeURIComponent('盏路灯不亮')
    const found = await page(`sort=number&size=20&page=200&q=${q}`)
    expect(found).toEqual({ numbers: numbers.slice(3_980, 4_000), total: MANY })
  })

  it('given a number that hundreds of titles hold, then those and the matter of that number', async () => {
    const { numbers, total } = await page('sort=-number&size=20&q=100')
    expect(total).toBe([...Array(MANY).keys()].filter((n) => String(n).includes('100')).length)
    expect(numbers[0]).toBe(104_100)
  })
})
