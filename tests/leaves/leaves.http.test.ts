import { sweepLadder } from '@mashang/server/notices/ladder.usecases.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ANSWER, answer, filed, outcome, post, respond, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let liaison: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[li, zhang, office, liaison] = await Promise.all([
    t.as(0),
    t.as(1),
    t.as('office'),
    t.as('liaison'),
  ])
  await tellOfFacts(t.context)
})
beforeEach(() => execute(t, 'delete from leaves'))
afterAll(() => t.close())

const day = (offset: number): string =>
  new Date(t.clock.now() + 8 * HOUR + offset * DAY).toISOString().slice(0, 10)
const to = (index: 0 | 1 | 2) => ({ kind: 'representative', id: seeded(t, index).id })
const leave = (by: Client, changes: object = {}) =>
  post(by, '/api/leaves', { from: day(0), to: day(2), standIn: to(1), ...changes })
const inbox = async (by: Client): Promise<{ id: string; standsInFor?: string }[]> =>
  (await by({ url: '/api/inbox' })).json().items
const holds = async (by: Client, id: string) => (await inbox(by)).some((item) => item.id === id)

describe('a stand-in', () => {
  it('given somebody is away, then what comes goes to both, and either answers', async () => {
    expect(outcome(await leave(li))).toBe('201')
    const { id, receipt } = await filed(t)
    expect([await holds(li, id), await holds(zhang, id)]).toEqual([true, true])
    expect((await inbox(zhang)).find((item) => item.id === id)?.standsInFor).toBe('李婺代表')
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.away).toMatch(/^李婺代表休假到 .*，由张建平代表代看。$/)
    const code = (await t.voter({ url: `/api/codes/${seeded(t).code}` })).json()
    expect(code.away).toBe(seen.away)
    const form = await t.voter({ url: `/q/${seeded(t).code}/file` })
    expect(form.body).toContain(seen.away)
    expect(form.body, 'among those who see it').toContain('；代看的张建平代表也一样')
    // Also where the voter gets to the form without another page.
    const chosen = `/api/codes/${seeded(t).code}/representatives?scope=station`
    const cards = (await t.voter({ url: chosen })).json().items
    expect(cards.map(({ away }: { away?: string }) => away ?? '').filter(Boolean)).toEqual([
      seen.away,
    ])
    const atCounter = `/api/station/consent?representative=${seen.representative.id}`
    expect((await (await t.as('liaison'))({ url: atCounter })).json().away).toBe(seen.away)
    expect(outcome(await answer(zhang, id))).toBe('200')
    const after = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(after.timeline[0].sentence).toBe('张建平代表替休假的李婺代表答复了您。')
    expect(after.messages[0].authorName).toBe('张建平代表')
    expect([await holds(li, id), await holds(zhang, id)]).toEqual([false, false])
  })

  it('is looked for once, for however many who may be chosen', async () => {
    const code = `/api/codes/${seeded(t).code}`
    const query = vi.spyOn(t.context.db, 'query')
    const asked = async (url: string): Promise<number> => {
      query.mockClear()
      expect((await t.voter({ url })).statusCode).toBe(200)
      return query.mock.calls.filter(([{ name }]) => name === 'leaves not over').length
    }
    expect(await asked(code)).toBe(1)
    expect(await asked(`${code}/representatives?scope=all`)).toBe(1)
    query.mockRestore()
  })

  it('sees what is open and what ended during the leave, not the past of whoever is away', async () => {
    const past = await filed(t)
    await respond(li, past.id, { decision: 'answer', text: ANSWER, settled: true })
    const owed = await filed(t)
    await answer(li, owed.id)
    t.clock.advance(DAY)
    await leave(li)
    const during = await filed(t)
    await respond(zhang, during.id, { decision: 'answer', text: ANSWER, settled: true })
    const sees = async (id: string) => (await zhang({ url: `/api/issues/${id}` })).statusCode
    expect(await Promise.all([past, owed, during].map(({ id }) => sees(id)))).toEqual([
      404, 200, 200,
    ])
    // Nor in what lies together with it.
    const joined = await post(li, `/api/issues/${owed.id}/group-members`, { issueId: past.id })
    expect(joined.json().members).toHaveLength(2)
    const group = (await zhang({ url: `/api/issues/${owed.id}/group` })).json()
    expect(JSON.stringify(group)).not.toContain(past.id)
  })

  it('is told of the leave, of what arrives and of reminders, as is who is away', async () => {
    await leave(li)
    const { id } = await filed(t)
    await tellOfFacts(t.context)
    const { notices: n } = t.context.db.tables(noticesTables)
    const about = async (kind: NoticeKind, subject?: string) =>
      (
        await t.context.db.read
          .select()
          .from(n)
          .where(
            and(eq(n.kind, kind), subject === undefined ? undefined : eq(n.subjectId, subject)),
          )
      ).length
    expect(await about('leave.stand-in')).toBeGreaterThan(0)
    expect(await about('issue.arrived', id)).toBe(2)
    t.clock.advance(12 * HOUR + 1)
    await sweepLadder(t.context, () => t.clock.now())
    expect(await about('clock.reminded', id)).toBe(2)
    const notices = (await zhang({ url: '/api/notices' })).json().items
    expect(notices.some((one: { issueId: string | null }) => one.issueId === id)).toBe(true)
  })

  it('may be the station; when it is over nothing is left of it', async () => {
    await leave(li, { standIn: { kind: 'station', id: t.seed.stations[0]?.id } })
    const { id } = await filed(t)
    expect(await holds(liaison, id)).toBe(true)
    // A station may open contacts: it is no other representative, who sees as little as this one.
    const { body } = await t.voter({ url: `/q/${seeded(t).code}/file` })
    expect(body).toContain('代看。')
    expect(body).not.toContain('；代看的')
    t.clock.advance(4 * DAY)
    expect(await holds(liaison, id)).toBe(false)
    expect(outcome(await answer(liaison, id))).toBe('403 auth.forbidden')
    expect(await holds(li, id)).toBe(true)
  })

  it('given an early return, then it ends at once, and once', async () => {
    const { id: leaveId } = (await leave(li)).json()
    const { id } = await filed(t)
    expect(outcome(await post(zhang, `/api/leaves/${leaveId}/end`))).toBe('404 leave.not-found')
    expect(outcome(await post(li, `/api/leaves/${leaveId}/end`))).toBe('200')
    expect(outcome(await post(li, `/api/leaves/${leaveId}/end`))).toBe('404 leave.not-found')
    expect(await holds(zhang, id)).toBe(false)
    expect(outcome(await answer(zhang, id))).toBe('404 issue.not-found')
    // And may be taken anew on the same day.
    expect(outcome(await leave(li))).toBe('201')
  })
})

describe('what is refused', () => {
  it('a second leave on the same days, also of two at once', async () => {
    const both = await Promise.all([leave(li), leave(li)])
    expect(both.map(outcome).sort()).toEqual(['201', '409 leave.overlap'])
    expect(outcome(await leave(li, { from: day(2), to: day(3) }))).toBe('409 leave.overlap')
  })

  it('a stand-in who is away, has left, has no account, or whom nobody knows', async () => {
    await leave(zhang, { standIn: { kind: 'station', id: t.seed.stations[0]?.id } })
    expect(outcome(await leave(li))).toBe('409 leave.stand-in-away')
    expect(outcome(await leave(li, { standIn: to(0) }))).toBe('422 leave.oneself')
    expect(outcome(await leave(li, { standIn: to(2) }))).toBe('422 leave.stand-in-unreachable')
    const nobody = { kind: 'representative', id: crypto.randomUUID() }
    expect(outcome(await leave(li, { standIn: nobody }))).toBe('422 leave.stand-in-unknown')
    await t.as(2)
    expect(outcome(await leave(li, { standIn: to(2) }))).toBe('201')
  })

  it('whoever has left office, as the one away and as the stand-in', async () => {
    const { id } = seeded(t, 2)
    await execute(t, `update representatives set state = 'left' where id = '${id}'`)
    expect(outcome(await leave(li, { standIn: to(2) }))).toBe('422 leave.stand-in-unknown')
    expect(outcome(await leave(office, { representativeId: id }))).toBe(
      '422 leave.representative-left',
    )
    await execute(t, `update representatives set state = 'serving' where id = '${id}'`)
  })

  it('somebody else’s days, unless the office sets them', async () => {
    const whose = { representativeId: seeded(t, 1).id, standIn: to(0) }
    expect(outcome(await leave(li, whose))).toBe('403 auth.forbidden')
    expect(outcome(await leave(liaison, whose))).toBe('403 auth.forbidden')
    expect(outcome(await leave(office))).toBe('400 request.invalid')
    expect(outcome(await leave(office, whose))).toBe('201')
    const mine = (await li({ url: '/api/leaves' })).json().items
    expect(mine).toMatchObject([{ representative: { name: '张建平' }, mine: false, now: true }])
  })

  it('days of somebody who stands in meanwhile: nobody would look after the other one', async () => {
    await leave(li)
    const station = { kind: 'station', id: t.seed.stations[0]?.id }
    expect(outcome(await leave(zhang, { standIn: station }))).toBe('409 leave.stands-in')
    const later = { standIn: station, from: day(20), to: day(21) }
    expect(outcome(await leave(zhang, later))).toBe('201')
    const { id } = await filed(t)
    expect([await holds(zhang, id), await holds(liaison, id)]).toEqual([true, false])
  })

  it('of two that meet in time, saved at once, the second', async () => {
    const both = await Promise.all([
      leave(li, { from: day(10), to: day(14) }),
      leave(li, { from: day(12), to: day(16) }),
    ])
    expect(both.map(outcome).sort()).toEqual(['201', '409 leave.overlap'])
  })
})
