import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, announced, done, planOf, show } from './steps.ts'

let t: TestApp
let office: Client
let office2: Client
let liaison: Client
let li: Client
let zhang: Client
let far: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, office2, liaison, li, zhang, far] = await Promise.all([
    t.as('office'),
    t.as('office-2'),
    t.as('liaison'),
    t.as(0),
    t.as(1),
    t.as(2),
  ])
})
afterAll(() => t.close())

const idOf = (index: 0 | 1 | 2): string => seeded(t, index).id

describe('an announcement', () => {
  it('reaches everybody invited, and is there once however often it is sent', async () => {
    const plan = planOf(t)
    const [first, second] = await Promise.all([
      post(office, '/api/activities', plan),
      post(office, '/api/activities', plan),
    ])
    expect([outcome(first), outcome(second)]).toEqual(['201', '201'])
    expect(first.json().list).toHaveLength(3)
    const told = (await li({ url: '/api/notices' })).json().items
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({
      headline: '请您参加一项活动',
      subject: { kind: 'activity', id: plan.id },
    })
    expect(told[0].about).toContain('视察老旧小区改造')
    // Another one's key is none of theirs.
    expect(outcome(await post(office2, '/api/activities', plan))).toBe('409 conflict')
  })

  it('is for an area, a unit, a station or persons; and never for nobody', async () => {
    const listed = async (scope: string, of: string[]) =>
      (await announced(t, office, { invitation: { scope, of } })).list?.map((one) => one.name)
    expect(await listed('areas', ['老区'])).toEqual(['李婺', '张建平'])
    expect(await listed('units', ['五当召镇第三选区'])).toEqual(['那顺巴雅尔'])
    expect(await listed('stations', [t.seed.stations[1]?.id ?? ''])).toEqual(['那顺巴雅尔'])
    expect(await listed('persons', [idOf(1)])).toEqual(['张建平'])
    const nobody = planOf(t, { invitation: { scope: 'areas', of: ['不存在'] } })
    expect(outcome(await post(office, '/api/activities', nobody))).toBe(
      '422 activity.nobody-invited',
    )
  })

  it('by a liaison is for their own station only, and seen there', async () => {
    const own = { scope: 'stations', of: [t.seed.stations[0]?.id] }
    const made = await announced(t, liaison, { kind: 'reception', invitation: own })
    expect(made.organiser).toBe('大发街道代表之家')
    const all = planOf(t, { invitation: { scope: 'all' } })
    expect(outcome(await post(liaison, '/api/activities', all))).toBe(
      '403 activity.foreign-station',
    )
    const offices = await announced(t, office)
    expect(outcome(await liaison({ url: `/api/activities/${offices.id}` }))).toBe(
      '404 activity.not-found',
    )
    const seen = (await liaison({ url: '/api/activities' })).json().items
    expect(seen.map((one: { id: string }) => one.id)).toEqual([made.id])
  })

  it('is refused with one sentence where its times or places cannot be', async () => {
    const at = (hours: number) => new Date(t.clock.now() + hours * HOUR).toISOString()
    const refused = async (changes: object) =>
      outcome(await post(office, '/api/activities', planOf(t, changes)))
    expect(await refused({ startsAt: at(5), endsAt: at(5) })).toBe('422 activity.ends-before')
    expect(await refused({ startsAt: at(5), endsAt: at(5 + 16 * 24) })).toBe(
      '422 activity.too-long',
    )
    expect(await refused({ deadlineAt: at(30) })).toBe('422 activity.deadline-late')
    expect(await refused({ title: ' ' })).toBe('400 request.invalid')
    expect(await refused({ capacity: 0 })).toBe('400 request.invalid')
    expect(outcome(await post(li, '/api/activities', planOf(t)))).toBe('403 auth.forbidden')
  })
})

describe('answering', () => {
  it('signs up, asks for leave with a reason, and may change their mind until the deadline', async () => {
    const { id } = await announced(t, office)
    expect((await done(li, id, { act: 'come' })).mine).toEqual({
      answer: 'coming',
      attendance: 'unknown',
    })
    expect((await done(li, id, { act: 'come' })).coming).toBe(1)
    expect(outcome(await act(li, id, { act: 'decline', reason: '' }))).toBe('400 request.invalid')
    const away = await done(li, id, { act: 'decline', reason: '那天住院' })
    expect([away.coming, away.myReason]).toEqual([0, '那天住院'])
    const seen = await show(office, id)
    expect(seen.list?.[0]).toMatchObject({ answer: 'away', reason: '那天住院', reachable: true })
    // Nobody reads another one's reason.
    expect(JSON.stringify(await show(zhang, id))).not.toContain('那天住院')
    t.clock.advance(DAY + 1)
    expect(outcome(await act(li, id, { act: 'come' }))).toBe('409 activity.too-late')
  })

  it('given one place, then of two at once one gets it, and it can be given back', async () => {
    const { id } = await announced(t, office, { capacity: 1, mandatory: false })
    const both = await Promise.all([act(li, id, { act: 'come' }), act(zhang, id, { act: 'come' })])
    expect(both.map(outcome).sort()).toEqual(['200', '409 activity.full'])
    const [winner, loser] = outcome(both[0] as never) === '200' ? [li, zhang] : [zhang, li]
    const { revision } = await show(office, id)
    const plan = planOf(t, { capacity: 2, mandatory: false })
    const { id: _, invitation: __, ...change } = plan
    await done(winner, id, { act: 'decline', reason: '有事' })
    expect((await done(loser, id, { act: 'come' })).coming).toBe(1)
    await done(office, id, { act: 'change', revision, ...change })
    await done(winner, id, { act: 'come' })
    const now = await show(office, id)
    expect(
      outcome(
        await act(office, id, { act: 'change', ...change, revision: now.revision, capacity: 1 }),
      ),
    ).toBe('409 activity.capacity-below')
  })

  it('is for the invited; others do not even see it', async () => {
    const { id } = await announced(t, office, {
      invitation: { scope: 'persons', of: [idOf(0)] },
    })
    expect(outcome(await act(far, id, { act: 'come' }))).toBe('404 activity.not-found')
    expect(outcome(await far({ url: `/api/activities/${id}/code.svg` }))).toBe('403 auth.forbidden')
    expect(outcome(await t.voter({ url: `/api/activities/${id}` }))).toBe('401 auth.required')
    await done(office, id, { act: 'invite', invitation: { scope: 'persons', of: [idOf(2)] } })
    expect((await done(far, id, { act: 'come' })).coming).toBe(1)
  })
})

describe('a change of plan', () => {
  const changeOf = (changes: object) => {
    const { id: _, invitation: __, ...change } = planOf(t, changes)
    return change
  }

  it('tells everybody when it is another time or place, and nobody for a word', async () => {
    const { id, startsAt, endsAt } = await announced(t, office)
    const about = async () =>
      (await zhang({ url: '/api/notices' }))
        .json()
        .items.filter((one: { subject: { id: string } | null }) => one.subject?.id === id)
        .map((one: { kind: string }) => one.kind)
    const same = changeOf({ startsAt, endsAt, text: '请带上代表证和笔。' })
    await done(office, id, { act: 'change', revision: 0, ...same })
    expect(await about()).toEqual(['activity.invited'])
    await done(office, id, { act: 'change', revision: 1, ...same, place: '区人大三楼会议室' })
    expect(await about()).toEqual(['activity.moved', 'activity.invited'])
    await done(office, id, { act: 'cancel', revision: 2, reason: '大雨，改天再去' })
    expect((await about())[0]).toBe('activity.cancelled')
    expect(await show(zhang, id)).toMatchObject({ state: 'cancelled', reason: '大雨，改天再去' })
    expect(outcome(await act(zhang, id, { act: 'come' }))).toBe('409 activity.not-now')
  })

  it('of two at once the second is told', async () => {
    const { id } = await announced(t, office)
    const change = { act: 'change', revision: 0, ...changeOf({ place: '区人大' }) }
    const both = await Promise.all([act(office, id, change), act(office2, id, change)])
    expect(both.map(outcome).sort()).toEqual(['200', '409 conflict'])
  })
})
