import { HOUR } from '@mashang/shared/core/clock.ts'
import type { WallFigures } from '@mashang/shared/wall/wall.model.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())
/** What was counted is good for some seconds. */
beforeEach(() => t.clock.advance(10_000))

const figures = async (): Promise<WallFigures> => {
  const reply = await office({ url: '/api/wall-figures' })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}
const listed = async (query: string): Promise<number> =>
  (await office({ url: `/api/issues?size=1&${query}` })).json().total

describe('the numbers of the wall screen', () => {
  it('given an empty district, then all is nought, and there are 24 ticks and 30 days', async () => {
    const now = await figures()
    expect(now.clocks.left).toEqual(Array.from({ length: 24 }, () => 0))
    expect(now.filings.days).toHaveLength(30)
    expect(now).toMatchObject({
      filings: { today: 0, recent: 0 },
      clocks: { open: 0, overdue: 0 },
      inTime: { part: 0, whole: 0 },
      sheets: { hung: 0, silent: 0 },
    })
  })

  it('given some matters, then every number is the length of the list behind it', async () => {
    const first = await filed(t, { title: '路灯不亮' })
    await filed(t, { title: '井盖丢了' })
    await answer(await t.as(0), first.id)
    t.clock.advance(25 * HOUR)
    await filed(t, { title: '公交站牌倒了' }, 1)
    t.clock.advance(90 * 60_000)
    const now = await figures()
    expect(now.filings.recent).toBe(await listed('days=30'))
    expect(now.filings.today).toBe(await listed('today=true'))
    expect(now.filings.days.slice(-2)).toEqual([2, 1])
    expect(now.clocks.open).toBe(await listed('running=true'))
    expect(now.clocks.overdue).toBe(1)
    expect(now.clocks.overdue).toBe(await listed('running=true&overdue=true'))
    expect(now.clocks.left[22], '22 hours and a half are left').toBe(1)
    expect(now.clocks.left.reduce((sum, n) => sum + n, 0) + now.clocks.overdue).toBe(
      now.clocks.open,
    )
    expect(now.clocks.resolving).toBe(await listed('resolving=true'))
    expect(now.inTime).toEqual({ part: 1, whole: 2 })
    expect(now.inTime.whole).toBe(await listed('days=30&timely=counted'))
    for (const { id, recent, overdue } of now.stations) {
      expect(recent).toBe(await listed(`station=${id}&days=30`))
      expect(overdue).toBe(await listed(`station=${id}&running=true&overdue=true`))
    }
  })

  it('given any of it, then nobody’s name, number or words are in it', async () => {
    await filed(t, { title: '不该上大屏的标题' })
    t.clock.advance(10_000)
    const body = JSON.stringify(await figures())
    for (const word of [seeded(t).name, '王女士', '不该上大屏']) expect(body).not.toContain(word)
  })

  it('given the same moment, then it is counted once for all who ask', async () => {
    const one = await figures()
    await filed(t, { title: '刚刚来的' })
    expect((await figures()).filings.today).toBe(one.filings.today)
    t.clock.advance(10_000)
    expect((await figures()).filings.today).toBe(one.filings.today + 1)
  })

  it.each([['liaison'], [0]] as const)('given %s, then it is not theirs to see', async (who) => {
    const reply = await (await t.as(who))({ url: '/api/wall-figures' })
    expect(outcome(reply)).toBe('403 auth.forbidden')
  })
})

describe('a link of a wall screen', () => {
  const make = (name: string) => post(office, '/api/wall-links', { name })
  const tokenOf = (url: string): string => url.split('#')[1] ?? ''
  const open = (token: string) => post(t.voter, '/api/wall-openings', { token })

  it('shows the same numbers to a screen that nobody is signed in at, and nothing else', async () => {
    const made = await make('一楼大厅')
    expect(outcome(made)).toBe('201')
    const { url } = made.json<{ url: string }>()
    const opened = await open(tokenOf(url))
    expect(outcome(opened)).toBe('200')
    expect(opened.json().filings).toEqual((await figures()).filings)
    const { items } = (await office({ url: '/api/wall-links' })).json()
    expect(items).toMatchObject([{ name: '一楼大厅', revokedAt: null }])
    expect(JSON.stringify(items)).not.toContain(tokenOf(url))
    const asCookie = { cookie: `mashang=${tokenOf(url)}` }
    expect(outcome(await t.voter({ url: '/api/issues', headers: asCookie }))).toBe(
      '401 auth.required',
    )
  })

  it('given that it is stopped, then it is as if it had never been; twice is no fault', async () => {
    const { id, url } = (await make('走廊')).json<{ id: string; url: string }>()
    const stop = () => office({ method: 'DELETE', url: `/api/wall-links/${id}` })
    expect([outcome(await stop()), outcome(await stop())]).toEqual(['204', '204'])
    const refused = await open(tokenOf(url))
    expect(outcome(refused)).toBe('404 wall.link-wrong')
    expect(refused.json().title).toContain('请向代表工委要')
    expect((await open('x')).body).toBe(refused.body)
    expect(outcome(await make('走廊')), 'its name is free again').toBe('201')
  })

  it.each([
    ['a name that is in use', { name: '一楼大厅' }, '409 wall.name-taken'],
    ['no name', { name: ' ' }, '400 request.invalid'],
    ['a name that is too long', { name: '很'.repeat(21) }, '400 request.invalid'],
  ])('given %s, then it is refused', async (_what, body, expected) => {
    expect(outcome(await post(office, '/api/wall-links', body))).toBe(expected)
  })

  it('given twenty in use, then the next one is refused with what to do', async () => {
    let reply = await make('第 0 块')
    for (let n = 1; n < 22 && reply.statusCode === 201; n++) reply = await make(`第 ${n} 块`)
    expect(outcome(reply)).toBe('409 wall.too-many')
    expect(reply.json().title).toContain('请先停用')
  })

  it('given somebody else, then links are not theirs to make, see or stop', async () => {
    const liaison = await t.as('liaison')
    const id = crypto.randomUUID()
    expect(outcome(await post(liaison, '/api/wall-links', { name: '甲' }))).toBe(
      '403 auth.forbidden',
    )
    expect(outcome(await liaison({ url: '/api/wall-links' }))).toBe('403 auth.forbidden')
    expect(outcome(await liaison({ method: 'DELETE', url: `/api/wall-links/${id}` }))).toBe(
      '403 auth.forbidden',
    )
    expect(outcome(await office({ method: 'DELETE', url: `/api/wall-links/${id}` }))).toBe(
      '404 wall.link-not-found',
    )
  })

  it('given made and stopped, then the ledger has both, without the name', async () => {
    const { items } = (await office({ url: '/api/ledger?group=settings' })).json()
    const types = items.map(({ type }: { type: string }) => type)
    expect(types).toContain('wall-link.made')
    expect(types).toContain('wall-link.revoked')
  })
})
