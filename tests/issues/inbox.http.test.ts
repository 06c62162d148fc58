import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, type Filed, filed, outcome, post, respond, seeded } from './steps.ts'

const WORDS = '这件事由那边办更快，已经说好了，明天给您回话。'
const OUTSIDE = { kind: 'department', name: '区住建局' }

let t: TestApp
let representative: Client
let colleague: Client
let liaison: Client
beforeAll(async () => {
  t = await startApp()
  ;[representative, colleague, liaison] = await Promise.all([t.as(0), t.as(1), t.as('liaison')])
})
afterAll(() => t.close())

type Group = 'items' | 'spoken' | 'waiting'
async function groupsOf(by: Client, id: string): Promise<Group[]> {
  const inbox = (await by({ url: '/api/inbox' })).json()
  const groups: Group[] = ['items', 'spoken', 'waiting']
  return groups.filter((group) => inbox[group].some((item: { id: string }) => item.id === id))
}
const refer = (by: Client, id: string, to: object) =>
  respond(by, id, { decision: 'refer', text: WORDS, to })
const says = (matter: Filed, text = '灯还是没亮。') =>
  post(t.voter, `/api/receipts/${matter.receipt}/messages`, { text })

describe('what was passed on', () => {
  it('given a matter that came from a colleague, when it goes outside, then both still see it waiting', async () => {
    const { id } = await filed(t)
    await refer(representative, id, { kind: 'representative', id: seeded(t, 1).id })
    expect([await groupsOf(representative, id), await groupsOf(colleague, id)]).toEqual([
      ['waiting'],
      ['items'],
    ])
    await refer(colleague, id, OUTSIDE)
    expect([await groupsOf(representative, id), await groupsOf(colleague, id)]).toEqual([
      ['waiting'],
      ['waiting'],
    ])
    expect(outcome(await answer(colleague, id))).toBe('200')
    expect(await groupsOf(colleague, id)).toEqual([])
  })

  it('given a matter that came to the station, when it goes outside, then the liaison still sees it', async () => {
    const { id } = await filed(t)
    await refer(representative, id, { kind: 'station', id: t.seed.stations[0]?.id })
    expect(await groupsOf(liaison, id)).toEqual(['items'])
    await refer(liaison, id, OUTSIDE)
    expect([await groupsOf(representative, id), await groupsOf(liaison, id)]).toEqual([
      ['waiting'],
      ['waiting'],
    ])
  })

  it('given a matter that came back, then it is to be done and no longer waits', async () => {
    const { id } = await filed(t)
    await refer(representative, id, { kind: 'representative', id: seeded(t, 1).id })
    await refer(colleague, id, { kind: 'representative', id: seeded(t, 0).id })
    expect(await groupsOf(representative, id)).toEqual(['items'])
    expect(await groupsOf(colleague, id)).toEqual([])
  })
})

describe('what the voter said after the answer', () => {
  it('is shown to who has the matter until they look; then said again, shown again', async () => {
    const matter = await filed(t)
    await answer(representative, matter.id)
    expect(await groupsOf(representative, matter.id)).toEqual([])
    await says(matter)
    expect(await groupsOf(representative, matter.id)).toEqual(['spoken'])
    expect(await groupsOf(colleague, matter.id)).toEqual([])
    await representative({ url: `/api/issues/${matter.id}` })
    expect(await groupsOf(representative, matter.id)).toEqual(['spoken'])
    await post(representative, `/api/issues/${matter.id}/opening`)
    expect(await groupsOf(representative, matter.id)).toEqual([])
    await says(matter)
    await post(representative, `/api/issues/${matter.id}/opening`)
    await says(matter)
    expect(await groupsOf(representative, matter.id)).toEqual(['spoken'])
    const told = await post(representative, `/api/issues/${matter.id}/messages`, {
      text: '明早我再去看一次。',
    })
    expect(told.json().state).toBe('answered')
    expect(await groupsOf(representative, matter.id)).toEqual([])
  })

  it('is shown also where it was rated, declined or passed outside', async () => {
    const [rated, declined, passed] = [await filed(t), await filed(t), await filed(t)]
    await answer(representative, rated.id)
    await post(t.voter, `/api/receipts/${rated.receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'acceptable',
    })
    await respond(representative, declined.id, {
      decision: 'decline',
      text: '这是法院正在审的案子，代表不能过问，请等判决。',
      to: { kind: 'elsewhere', name: '法院' },
    })
    await refer(representative, passed.id, OUTSIDE)
    for (const matter of [rated, declined, passed]) {
      expect(outcome(await says(matter))).toBe('200')
      expect(await groupsOf(representative, matter.id)).toEqual(['spoken'])
    }
    await post(representative, `/api/issues/${passed.id}/opening`)
    expect(await groupsOf(representative, passed.id)).toEqual(['waiting'])
  })

  it('given a matter whose clock still runs, then it is both to be done and spoken of, and answering reads it', async () => {
    const matter = await filed(t)
    await says(matter)
    expect(await groupsOf(representative, matter.id)).toEqual(['items', 'spoken'])
    const { spoken } = (await representative({ url: '/api/inbox' })).json()
    expect(spoken).toContainEqual(
      expect.objectContaining({ id: matter.id, dueAt: matter.responseDueAt }),
    )
    await answer(representative, matter.id)
    expect(await groupsOf(representative, matter.id)).toEqual([])
  })

  it('given a word and a withdrawal at once, then nothing is said after it was taken back', async () => {
    const matter = await filed(t)
    const replies = await Promise.all([
      post(t.voter, `/api/receipts/${matter.receipt}/withdrawal`),
      says(matter),
      post(representative, `/api/issues/${matter.id}/messages`, { text: '下午去看。' }),
    ])
    expect(replies[0]?.statusCode).toBe(200)
    const seen = (await t.voter({ url: `/api/receipts/${matter.receipt}` })).json()
    const said = replies.slice(1).filter((reply) => reply.statusCode === 200)
    expect(seen.messages).toHaveLength(said.length)
    const order = seen.timeline.map((entry: { type: string }) => entry.type)
    expect(order[0]).toBe('issue.withdrawn')
    expect(await groupsOf(representative, matter.id)).toEqual([])
  })
})
