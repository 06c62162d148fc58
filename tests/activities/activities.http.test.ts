import { activitiesTables } from '@mashang/server/activities/activities.table.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, announced, done, doorCode, planOf, show } from './steps.ts'

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
const FINAL = ['attended', 'absent', 'excused', 'reported', 'corrected']
/** What the ledger keeps of one of them about one activity. */
const personal = async (index: 0 | 1 | 2, activityId: string): Promise<string[]> =>
  (await factsOf(t.context, activityId))
    .filter(({ type, data }) => FINAL.includes(type.slice(9)) && data.includes(idOf(index)))
    .map((fact) => fact.type)
const mark = (index: 0 | 1 | 2, attendance: string, was = 'unknown') => ({
  act: 'mark',
  items: [{ representativeId: idOf(index), attendance, was }],
})

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

describe('attendance', () => {
  it('is ticked from an hour before, and the second who ticks the same name is told', async () => {
    const { id } = await announced(t, office)
    expect(outcome(await act(office, id, mark(0, 'attended')))).toBe('409 activity.not-yet')
    t.clock.advance(DAY - HOUR)
    await done(office, id, mark(0, 'attended'))
    // The same tick again changes nothing; another one is refused until it was seen.
    await done(office2, id, mark(0, 'attended'))
    expect(outcome(await act(office2, id, mark(0, 'absent')))).toBe('409 activity.marked-meanwhile')
    await done(office2, id, mark(0, 'absent', 'attended'))
    const stranger = {
      act: 'mark',
      items: [{ representativeId: newId(), attendance: 'attended', was: 'unknown' }],
    }
    expect(outcome(await act(office, id, stranger))).toBe('422 activity.person-unknown')
  })

  it('by the code at the door: once, in its time, for whoever is invited', async () => {
    const { id } = await announced(t, office, {
      invitation: { scope: 'persons', of: [idOf(0), idOf(1)] },
    })
    const code = await doorCode(t, id)
    const scan = (by: Client, what = code) => post(by, '/api/activity-check-ins', { code: what })
    const svg = await office({ url: `/api/activities/${id}/code.svg` })
    expect(svg.headers['content-type']).toContain('image/svg+xml')
    expect(outcome(await scan(li))).toBe('409 activity.scan-closed')
    t.clock.advance(DAY)
    expect(outcome(await scan(li, 'ABCDEFG'))).toBe('404 activity.code-unknown')
    expect(outcome(await scan(far))).toBe('403 activity.not-invited')
    expect(outcome(await scan(office))).toBe('403 auth.forbidden')
    const both = await Promise.all([scan(li), scan(li)])
    expect(both.map(outcome)).toEqual(['200', '200'])
    expect((await show(office, id)).list?.[0]).toMatchObject({
      attendance: 'attended',
      scanned: true,
    })
    t.clock.advance(4 * HOUR)
    expect(outcome(await scan(zhang))).toBe('409 activity.scan-closed')
  })

  it('is final with the end: each one’s fact stands in the ledger, and a correction is an entry', async () => {
    const { id } = await announced(t, office)
    await done(zhang, id, { act: 'decline', reason: '那天住院' })
    expect(outcome(await act(office, id, { act: 'close', revision: 0 }))).toBe(
      '409 activity.not-yet',
    )
    t.clock.advance(DAY + 2 * HOUR)
    await done(office, id, mark(0, 'attended'))
    expect((await show(office, id)).outcome).toEqual({
      attended: 1,
      absent: 1,
      excused: 1,
      none: 0,
    })
    const both = await Promise.all([
      act(office, id, { act: 'close', revision: 0 }),
      act(office2, id, { act: 'close', revision: 0 }),
    ])
    expect(both.map(outcome).sort()).toEqual(['200', '409 activity.not-now'])
    expect(await Promise.all([personal(0, id), personal(1, id), personal(2, id)])).toEqual([
      ['activity.attended'],
      ['activity.excused'],
      ['activity.absent'],
    ])
    expect(outcome(await act(office, id, mark(2, 'attended', 'absent')))).toBe(
      '409 activity.not-now',
    )
    const correction = {
      act: 'correct',
      representativeId: idOf(2),
      attendance: 'attended',
      was: 'absent',
      reason: '签到表上有他的名字',
    }
    const after = await done(office, id, correction)
    expect(after.corrections).toMatchObject([{ name: '那顺巴雅尔', reason: '签到表上有他的名字' }])
    expect(await personal(2, id)).toEqual(['activity.absent', 'activity.corrected'])
    // Each sees what was put right of them, and of nobody else.
    expect((await show(far, id)).corrections).toHaveLength(1)
    expect((await show(li, id)).corrections).toEqual([])
    expect(outcome(await act(office2, id, { ...correction, attendance: 'excused' }))).toBe(
      '409 activity.marked-meanwhile',
    )
  })

  it('where coming is free, silence is nothing; a report on duty is a fact of its own', async () => {
    const { id } = await announced(t, office, { kind: 'report', mandatory: false })
    await done(li, id, { act: 'come' })
    await done(zhang, id, { act: 'come' })
    t.clock.advance(DAY)
    await done(office, id, mark(0, 'attended'))
    await done(office, id, { act: 'close', revision: 0 })
    expect(await Promise.all([personal(0, id), personal(1, id), personal(2, id)])).toEqual([
      ['activity.reported'],
      ['activity.absent'],
      [],
    ])
  })
})

describe('papers', () => {
  it('minutes are kept by revision, also after the end', async () => {
    const { id } = await announced(t, office)
    t.clock.advance(DAY)
    await done(office, id, { act: 'close', revision: 0 })
    await done(office, id, { act: 'minute', revision: 1, text: '看了六个小区，路灯都没有装。' })
    expect(outcome(await act(office2, id, { act: 'minute', revision: 1, text: '别的' }))).toBe(
      '409 conflict',
    )
    expect((await show(li, id)).minutes).toBe('看了六个小区，路灯都没有装。')
    expect(outcome(await act(li, id, { act: 'minute', revision: 2, text: '我来写' }))).toBe(
      '403 activity.not-yours',
    )
  })

  it('the calendar has what one is invited to, without what one asked leave from', async () => {
    const fan = await announced(t, office, { title: '调研养老服务，第一站', kind: 'survey' })
    const other = await announced(t, office, { title: '学习代表法', kind: 'training' })
    await done(li, other.id, { act: 'decline', reason: '出差' })
    const file = await li({ url: '/api/me/activities.ics' })
    expect(file.headers['content-type']).toContain('text/calendar')
    expect(file.body).toContain(`UID:${fan.id}@mashang`)
    expect(file.body).toContain('SUMMARY:调研养老服务，第一站')
    expect(file.body).not.toContain(other.id)
  })

  it('the table is filtered, and leaves as a file without names of people', async () => {
    const { activities: a } = t.context.db.tables(activitiesTables)
    const rows = await t.context.db.read.select().from(a)
    const listed = (await office({ url: '/api/activities?size=200' })).json()
    expect(listed.total).toBe(rows.length)
    const surveys = (await office({ url: '/api/activities?kind=survey&when=ahead' })).json()
    expect(surveys.items.map((one: { title: string }) => one.title)).toEqual([
      '调研养老服务，第一站',
    ])
    const file = await office({ url: '/api/exports/activities?file=csv' })
    expect(file.body).toContain('视察老旧小区改造')
    expect(file.body).not.toContain('李婺')
    expect(outcome(await li({ url: '/api/exports/activities' }))).toBe('403 auth.forbidden')
  })
})
