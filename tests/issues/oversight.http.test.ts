import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { answer, filed, outcome, post, respond } from './steps.ts'

let t: TestApp
let representative: Client
beforeAll(async () => {
  t = await startApp()
  representative = await t.as(0)
  await t.as(1)
})
afterAll(() => t.close())

const see = (receipt: string) => t.voter({ url: `/api/receipts/${encodeURIComponent(receipt)}` })

describe('the office', () => {
  it('reassigns, and the voter’s due moment stays', async () => {
    const { id, receipt, responseDueAt } = await filed(t)
    const office = await t.as('office')
    const to = t.seed.representatives[1]
    const body = { representativeId: to?.id, reason: '李婺代表外出学习' }
    const moved = await post(office, `/api/issues/${id}/reassignment`, body)
    expect(moved.json()).toMatchObject({
      representative: { name: '张建平' },
      clock: { dueAt: responseDueAt },
    })
    const inbox = (await (await t.as(1))({ url: '/api/inbox' })).json().items
    expect(inbox).toContainEqual(expect.objectContaining({ id, dueAt: responseDueAt }))
    expect(outcome(await answer(representative, id))).toBe('404 issue.not-found')
    expect((await see(receipt)).json().timeline[0].sentence).toBe(
      '改由张建平代表办理，答复时间不变。',
    )
    expect(outcome(await post(office, `/api/issues/${id}/reassignment`, body))).toBe(
      '422 issue.target-unknown',
    )
  })

  it('gives nothing to somebody without an account, who would not see it, and says what to do', async () => {
    const { id } = await filed(t)
    const body = { representativeId: t.seed.representatives[2]?.id, reason: '地点在五当召镇' }
    const url = `/api/issues/${id}/reassignment`
    const office = await t.as('office')
    const refused = await post(office, url, body)
    expect(outcome(refused)).toBe('422 issue.target-unreachable')
    expect(refused.json().fields).toEqual([
      {
        path: 'representativeId',
        message: expect.stringMatching(/^那顺巴雅尔代表还没有账号.*。$/),
      },
    ])
    expect((await representative({ url: `/api/issues/${id}` })).statusCode).toBe(200)
    await t.as(2)
    expect(outcome(await post(office, url, body))).toBe('200')
  })

  it('given a matter that was passed to a department, when it is reassigned, then it waits in the new one’s inbox with a clock', async () => {
    const { id } = await filed(t)
    await respond(representative, id, {
      decision: 'refer',
      text: '请区住建局派人换线，周三前答复。',
      to: { kind: 'department', name: '区住建局' },
    })
    const body = { representativeId: t.seed.representatives[1]?.id, reason: '换人跟进' }
    await post(await t.as('office'), `/api/issues/${id}/reassignment`, body)
    const inbox = (await (await t.as(1))({ url: '/api/inbox' })).json()
    expect(inbox.items).toContainEqual(
      expect.objectContaining({
        id,
        dueAt: new Date(t.clock.now() + 24 * 3_600_000).toISOString(),
      }),
    )
  })

  it('filters, sorts and finds by number, title and name', async () => {
    const office = await t.as('office')
    const { id, number } = await filed(t, { title: '五当召 100% 的%井盖_松了' }, 2)
    const found = async (query: string): Promise<string[]> =>
      (await office({ url: `/api/issues?size=200&${query}` }))
        .json()
        .items.map((item: { id: string }) => item.id)
    expect(await found(`q=${encodeURIComponent(number)}`)).toContain(id)
    expect(await found(`q=${encodeURIComponent('%井盖_')}`)).toEqual([id])
    expect(await found('q=%25%25%25')).toEqual([])
    expect(await found(`q=${encodeURIComponent('那顺')}`)).toContain(id)
    expect(await found(`station=${t.seed.stations[1]?.id}`)).toContain(id)
    expect(await found('state=withdrawn')).not.toContain(id)
    const due = (await office({ url: '/api/issues?sort=-number&size=1' })).json()
    expect(due.items[0].id).toBe(id)
    const liaison = await t.as('liaison')
    expect((await liaison({ url: '/api/issues?size=200' })).body).not.toContain(id)
  })

  it('puts what runs on top, the most urgent first, and below it the newest', async () => {
    for (let n = 0; n < 2; n++) await answer(representative, (await filed(t)).id)
    const office = await t.as('office')
    const { items } = (await office({ url: '/api/issues?sort=due&size=200' })).json()
    type Row = { running: string | null; dueAt: string }
    const runs = (row: Row): boolean => row.running !== null
    const running = items.filter(runs).map((row: Row) => row.dueAt)
    const rest = items.filter((row: Row) => !runs(row)).map((row: Row) => row.dueAt)
    expect(rest.length).toBeGreaterThan(1)
    expect(items.map(runs)).toEqual([...running.map(() => true), ...rest.map(() => false)])
    expect(running).toEqual([...running].sort())
    expect(rest).toEqual([...rest].sort().reverse())
  })

  it('sees what was late as late for ever', async () => {
    const { id, responseDueAt } = await filed(t)
    t.clock.set(Date.parse(responseDueAt) + 1)
    await answer(representative, id)
    const office = await t.as('office')
    const late = (await office({ url: '/api/issues?overdue=true&size=200' })).json()
    expect(late.items).toContainEqual(expect.objectContaining({ id, overdue: true }))
    const good = (await office({ url: '/api/issues?overdue=false&size=200' })).json()
    expect(good.items.every((item: { overdue: boolean }) => !item.overdue)).toBe(true)
  })

  it('given a representative’s record that is gone, then the matter can still be read', async () => {
    const { id } = await filed(t)
    await execute(
      t,
      `update representatives set state = 'left' where id = '${t.seed.representatives[0]?.id}'`,
    )
    expect((await (await t.as('office'))({ url: `/api/issues/${id}` })).statusCode).toBe(200)
  })
})
