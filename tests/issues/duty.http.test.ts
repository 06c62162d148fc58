import type { DutySums } from '@mashang/shared/issues/duty.api.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, filed, outcome, post, seeded } from './steps.ts'

const HOURS = 3_600_000

let t: TestApp
let mine: Client
beforeEach(async () => {
  t = await startApp()
  mine = await t.as(0)
})
afterEach(() => t.close())

const sums = async (query = ''): Promise<DutySums> =>
  (await mine({ url: `/api/me/duty${query}` })).json()
const behind = async (list: string, more = '') =>
  (await mine({ url: `/api/me/duty/matters?list=${list}${more}` })).json()
const rate = (receipt: string, verdict: string, solved = 'satisfied') =>
  post(t.voter, `/api/receipts/${receipt}/verdict`, { answer: verdict, solved })

describe('one’s own duty', () => {
  it('given answers in time, late, owed and judged, then every number is the length of its list', async () => {
    const good = await filed(t, { title: '路灯不亮' })
    const late = await filed(t, { title: '井盖丢了' })
    await filed(t, { title: '积水' })
    await filed(t, { title: '别人的' }, 1)
    await answer(mine, good.id)
    t.clock.advance(25 * HOURS)
    await answer(mine, late.id)
    await rate(good.receipt, 'satisfied', 'acceptable')

    const told = await sums()
    expect(told.sums).toEqual({
      answered: 2,
      inTime: 1,
      late: 1,
      unanswered: 1,
      satisfied: 1,
      acceptable: 0,
      dissatisfied: 0,
      solvedWell: 0,
      solvedFairly: 1,
      solvedBadly: 0,
      unrated: 1,
      redone: 0,
    })
    for (const [list, count] of Object.entries(told.sums))
      expect((await behind(list)).total, list).toBe(count)
    const titles = async (list: string): Promise<string[]> =>
      (await behind(list)).items.map((item: { title: string }) => item.title)
    expect(await titles('answered')).toEqual(['井盖丢了', '路灯不亮'])
    expect(await titles('late')).toEqual(['井盖丢了'])
    expect(await titles('unanswered')).toEqual(['积水'])
    expect(await titles('satisfied')).toEqual(['路灯不亮'])
  })

  it('given a voter who is not satisfied, then that counts at once, while it is redone and until they say otherwise', async () => {
    const [good, bad] = [await filed(t, { title: '路灯不亮' }), await filed(t, { title: '积水' })]
    for (const { id } of [good, bad]) await answer(mine, id)
    await rate(good.receipt, 'satisfied')
    await rate(bad.receipt, 'dissatisfied')
    const judged = {
      satisfied: 1,
      acceptable: 0,
      dissatisfied: 1,
      solvedWell: 2,
      unrated: 0,
      redone: 1,
    }
    expect((await sums()).sums).toMatchObject(judged)
    const { items } = await behind('dissatisfied')
    expect(items).toMatchObject([{ title: '积水', verdict: 'dissatisfied', state: 'redo' }])
    expect((await mine({ url: '/api/me/duty/export.csv' })).body).toContain('不满意')
    await answer(mine, bad.id)
    expect((await sums()).sums).toMatchObject(judged)
    await rate(bad.receipt, 'acceptable')
    expect((await sums()).sums).toMatchObject({ acceptable: 1, dissatisfied: 0, redone: 1 })
  })

  it('given another year, then only what was answered in it counts', async () => {
    const { id } = await filed(t)
    await answer(mine, id)
    t.clock.set('2027-03-01T02:00:00.000Z')
    const next = await filed(t)
    mine = await t.as(0)
    await answer(mine, next.id)
    expect((await sums()).years).toEqual([2027, 2026])
    expect((await sums('?year=2026')).sums.answered).toBe(1)
    expect((await sums('?year=2027')).sums.answered).toBe(1)
    expect((await sums()).sums.answered).toBe(2)
  })

  it('given words of a title, a number or a voter, then the matter is found', async () => {
    const { id, number } = await filed(t, { title: '路灯不亮' })
    await answer(mine, id)
    for (const words of ['灯不', number.slice(-6), '王女士'])
      expect((await behind('answered', `&q=${encodeURIComponent(words)}`)).total, words).toBe(1)
    expect((await behind('answered', '&q=xyz')).total).toBe(0)
  })

  it('given a matter that another has now, then it counts and its words are out of sight', async () => {
    const { id } = await filed(t, { title: '路灯不亮' })
    await answer(mine, id)
    await t.as(1)
    const given = await post(await t.as('office'), `/api/issues/${id}/reassignment`, {
      representativeId: seeded(t, 1).id,
      reason: '李婺代表外出学习',
    })
    expect(given.statusCode, given.body).toBe(200)
    const { items } = await behind('answered')
    expect(items).toMatchObject([{ mine: false, voter: '' }])
    expect(JSON.stringify(items)).not.toContain('路灯')
    expect((await mine({ url: '/api/me/duty/export.csv' })).body).not.toContain('路灯')
  })

  it('given a title that a table would run, then the export holds it as a text', async () => {
    const { id } = await filed(t, { title: '=HYPERLINK("x")' })
    await answer(mine, id)
    const reply = await mine({ url: '/api/me/duty/export.csv?year=2026' })
    expect(reply.headers['content-disposition']).toContain(encodeURIComponent('我的履职2026.csv'))
    expect(reply.body).toContain(`"'=HYPERLINK(""x"")"`)
  })

  it('given a number in a title, then the export goes without it', async () => {
    const { id } = await filed(t, { title: '路灯不亮请打13900000137' })
    await answer(mine, id)
    const { body } = await mine({ url: '/api/me/duty/export.csv' })
    expect(body).toContain('路灯不亮请打［手机号］')
    expect(body).not.toContain('13900000137')
  })

  it('given a page size, then pages follow each other', async () => {
    for (const title of ['甲事', '乙事', '丙事']) await answer(mine, (await filed(t, { title })).id)
    const page = await behind('answered', '&page=2&size=2')
    expect(page).toMatchObject({ total: 3, page: 2, size: 2 })
    expect(page.items).toHaveLength(1)
  })

  it.each(['office', 'liaison'] as const)(
    'given the %s, then there is no such page',
    async (who) => {
      expect(outcome(await (await t.as(who))({ url: '/api/me/duty' }))).toMatch(/^403/)
    },
  )
})
