import { newId } from '@mashang/server/core/ids.ts'
import {
  lookUpRepresentative,
  updateRepresentative,
} from '@mashang/server/representatives/representatives.store.ts'
import { batchesTables } from '@mashang/server/sheets/batches.table.ts'
import { count } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { order, ordered, show, work } from './batch-steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())
// What was ordered long ago is no reason to ask back.
beforeEach(async () => {
  await work(t)
  t.clock.advance(3_600_000)
  office = await t.as('office')
})

const person = (index: number): string => t.seed.representatives[index]?.id ?? ''
const one = { format: 'a4', select: { representatives: [] as string[] } }
const batches = async (): Promise<number> => {
  const { posterBatches } = t.context.db.tables(batchesTables)
  const rows = await t.context.db.read.select({ n: count() }).from(posterBatches)
  return Number(rows[0]?.n)
}

describe('an order that cannot be printed', () => {
  it.each([
    ['nobody chosen', { format: 'a4', select: {} }, 422, 'batch.nobody', /至少选一个/],
    [
      '20,001 sheets',
      { format: 'a4', select: { all: true }, copies: 50, more: 1 },
      400,
      'request.invalid',
      /./,
    ],
    [
      '100,000 chosen',
      {
        format: 'a4',
        select: { representatives: Array.from({ length: 100_000 }, () => newId()) },
      },
      422,
      'batch.too-many',
      /选中了 100000 个.*分成几批/,
    ],
    [
      'unknown people',
      { format: 'a4', select: { representatives: [newId()] } },
      422,
      'batch.all-skipped',
      /已经不在名册里/,
    ],
    [
      'a template that is gone',
      { format: 'a4', select: { all: true }, template: newId() },
      404,
      'template.not-found',
      /没有找到这个版式/,
    ],
    [
      'a saved list that is gone',
      { format: 'a4', select: { saved: newId() } },
      404,
      'selection.not-found',
      /没有找到这份名单/,
    ],
    [
      'a label beyond the sheet',
      { format: 'labels', select: { all: true }, labelSize: '3x7', startAt: 22 },
      400,
      'request.invalid',
      /只有 21 格/,
    ],
    [
      'a label size without labels',
      { format: 'a4', select: { all: true }, labelSize: '3x7' },
      400,
      'request.invalid',
      /只有不干胶标签/,
    ],
    [
      'a format that is none',
      { format: 'billboard', select: { all: true } },
      400,
      'request.invalid',
      /./,
    ],
  ] as const)('%s is refused in one sentence', async (_, body, status, code, sentence) => {
    const before = await batches()
    const reply = await order(office, body)
    expect([reply.statusCode, reply.json().code], reply.body.slice(0, 300)).toEqual([status, code])
    const { title, detail, fields } = reply.json<{
      title: string
      detail?: string
      fields?: { message: string }[]
    }>()
    expect([title, detail, ...(fields ?? []).map((field) => field.message)].join()).toMatch(
      sentence,
    )
    expect(await batches()).toBe(before)
  })

  it('a key that is none is refused', async () => {
    const reply = await order(office, { format: 'a4', select: { all: true } }, 'short')
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'batch.key-unfit'])
  })
})

describe('a forecast', () => {
  it('of nobody who can be printed is no failure: it says why', async () => {
    const body = { format: 'a4', select: { representatives: [newId()] } }
    const reply = await office({ method: 'POST', url: '/api/poster-batches/forecast', body })
    expect(reply.statusCode, reply.body).toBe(200)
    expect(reply.json()).toMatchObject({
      total: 0,
      pages: 0,
      skipped: [{ reason: 'gone', message: expect.stringMatching(/已经不在名册里/) }],
    })
  })

  it('counts each person without a photo once, however many sheets they get', async () => {
    const body = { format: 'a4', select: { representatives: [person(0), person(1)] }, copies: 3 }
    const reply = await office({ method: 'POST', url: '/api/poster-batches/forecast', body })
    expect(reply.json()).toMatchObject({ total: 6, withoutPhoto: 2 })
  })

  it.each(['sticker', 'labels'])('says nothing of photos where %s has none', async (format) => {
    const body = { format, select: { representatives: [person(0), person(1)] } }
    const reply = await office({ method: 'POST', url: '/api/poster-batches/forecast', body })
    expect(reply.json()).toMatchObject({ total: 2, withoutPhoto: 0 })
  })
})

describe('one key', () => {
  it('with the same order is the same batch, with another order is refused', async () => {
    const key = crypto.randomUUID()
    const wanted = { ...one, select: { representatives: [person(0)] } }
    const [first, second] = await Promise.all([
      order(office, wanted, key),
      order(office, wanted, key),
    ])
    expect(first.statusCode, first.body).toBe(202)
    expect(second.body).toBe(first.body)
    expect((await order(office, wanted, key)).body).toBe(first.body)
    const other = await order(office, { ...wanted, copies: 2 }, key)
    expect([other.statusCode, other.json().code]).toEqual([422, 'batch.key-reused'])
  })
})

describe('the same batch twice', () => {
  it('at the very same moment is accepted once, and the other learns who and when', async () => {
    const wanted = { ...one, select: { representatives: [person(0), person(1)] } }
    const replies = await Promise.all([order(office, wanted), order(office, wanted)])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([202, 409])
    const refused = replies.find((reply) => reply.statusCode === 409)?.json()
    expect(refused).toMatchObject({
      code: 'batch.same',
      detail: expect.stringMatching(/^office在今天 \d\d:\d\d印过同样的一批（排队）/),
    })
    const told = await office({ method: 'POST', url: '/api/poster-batches/forecast', body: wanted })
    expect(told.json().same).toMatchObject({ by: 'office', state: 'waiting' })
  })

  it('is asked about for half an hour after it was printed, and may be meant', async () => {
    const wanted = { ...one, select: { representatives: [person(1)] } }
    await ordered(office, wanted)
    await work(t)
    t.clock.advance(29 * 60_000)
    expect((await order(office, wanted)).statusCode).toBe(409)
    expect((await order(office, { ...wanted, copies: 2 })).statusCode).toBe(202)
    expect((await order(office, { ...wanted, evenIfSame: true })).statusCode).toBe(202)
    await work(t)
    t.clock.advance(31 * 60_000)
    expect((await order(await t.as('office'), wanted)).statusCode).toBe(202)
  })
})

describe('who is left out', () => {
  it('left office: the others are printed, and the list says why', async () => {
    const record = await lookUpRepresentative(t.context, person(2))
    if (record === null) throw new Error('no representative')
    await t.context.db.commit('home', [updateRepresentative({ ...record, state: 'left' })])
    const id = await ordered(office, {
      format: 'a4',
      select: { representatives: [person(0), person(2)] },
    })
    expect(await show(office, id)).toMatchObject({
      total: 1,
      skipped: [
        { name: '那顺巴雅尔', reason: 'left', message: '那顺巴雅尔已不再担任代表，没有印。' },
      ],
    })
    await t.context.db.commit('home', [updateRepresentative(record)])
  })

  it('a name with a character that no font has', async () => {
    const record = await lookUpRepresentative(t.context, person(2))
    if (record === null) throw new Error('no representative')
    const name = '王\u{3134f}'
    await t.context.db.commit('home', [updateRepresentative({ ...record, name })])
    const id = await ordered(office, {
      format: 'a4',
      select: { representatives: [person(0), person(2)] },
    })
    const { total, skipped } = await show(office, id)
    expect([total, skipped.map((skip) => [skip.reason, skip.message])]).toEqual([
      1,
      [['characters', `${name}的海报上有字库没有的字“\u{3134f}”，没有印。`]],
    ])
    await t.context.db.commit('home', [updateRepresentative(record)])
  })

  it('a name that became one while the batch waited: the others are printed, and the page says so', async () => {
    const id = await ordered(office, {
      format: 'a4',
      select: { representatives: [person(0), person(2)] },
    })
    const record = await lookUpRepresentative(t.context, person(2))
    if (record === null) throw new Error('no representative')
    const name = '王\u{3134f}'
    await t.context.db.commit('home', [updateRepresentative({ ...record, name })])
    await work(t)
    await t.context.db.commit('home', [updateRepresentative(record)])
    const { state, done, warnings } = await show(office, id)
    expect([state, done]).toEqual(['ready', 1])
    expect(warnings).toEqual([
      expect.stringMatching(/^海报 \d{4}：有字库没有的字“\u{3134f}”，没有印。$/u),
    ])
  })
})
