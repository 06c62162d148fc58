import { newId } from '@mashang/server/core/ids.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, announced, done, doorCode, show } from './steps.ts'

let t: TestApp
let office: Client
let office2: Client
let li: Client
let zhang: Client
let far: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, office2, li, zhang, far] = await Promise.all([
    t.as('office'),
    t.as('office-2'),

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

describe('attendance', () => {
  it('is ticked from an hour before, and the second who ticks the same name is told', async () => {
    const { id } = await announced(t, office)
    expect(outcome(await act(office, id, mark(0, 'attended')))).toBe('409 activity.not-yet')
    t.clock.advance(DAY - HOUR)
    await done(office, id, mark(0, 'attended'))
    // The same tick again changes nothing; another one is refused until it was seen.
    await done(office2, id, mark(0, 'attended'))
    // Whoever is not there yet may still ask for leave.
    expect(outcome(await act(office2, id, mark(1, 'absent')))).toBe('409 activity.absent-ahead')
    t.clock.advance(HOUR)
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

  it('the code at the door says before the tap what it is for, and whether one is already in', async () => {
    const { id } = await announced(t, office, {
      invitation: { scope: 'persons', of: [idOf(0), idOf(1)] },
    })
    const code = await doorCode(t, id)
    const seen = (by: Client, what = code) => by({ url: `/api/activity-check-ins/${what}` })
    expect((await seen(li)).json()).toMatchObject({
      id,
      title: '视察老旧小区改造',
      place: '锦绣社区居委会',
      state: 'open',
      doorOpen: false,
      attendance: 'unknown',
      attendedAt: null,
    })
    t.clock.advance(DAY)
    expect((await seen(li, code.toLowerCase())).json()).toMatchObject({ doorOpen: true })
    expect(outcome(await seen(li, 'ABCDEFG'))).toBe('404 activity.code-unknown')
    const foreign = await seen(far)
    expect(outcome(foreign)).toBe('403 activity.not-invited')
    expect(foreign.body).not.toContain('老旧小区')
    expect(outcome(await seen(office))).toBe('403 auth.forbidden')
    expect(outcome(await t.voter({ url: `/api/activity-check-ins/${code}` }))).toBe(
      '401 auth.required',
    )
    // By their own scan, and by the organiser's tick: both are told when.
    const scannedAt = new Date(t.clock.now()).toISOString()
    await post(li, '/api/activity-check-ins', { code })
    t.clock.advance(HOUR)
    const tickedAt = new Date(t.clock.now()).toISOString()
    await done(office, id, mark(1, 'attended'))
    t.clock.advance(HOUR)
    expect((await seen(li)).json()).toMatchObject({
      attendance: 'attended',
      attendedAt: scannedAt,
      scanned: true,
    })
    expect((await seen(zhang)).json()).toMatchObject({
      attendance: 'attended',
      attendedAt: tickedAt,
      scanned: false,
    })
    t.clock.advance(3 * HOUR)
    await done(office, id, { act: 'close', revision: 0 })
    expect((await seen(li)).json()).toMatchObject({
      state: 'closed',
      doorOpen: false,
      attendedAt: scannedAt,
    })
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
      absent: 0,
      excused: 1,
      unmarked: 1,
      none: 0,
    })
    const both = await Promise.all([
      act(office, id, { act: 'close', revision: 0, unmarked: 'absent' }),
      act(office2, id, { act: 'close', revision: 0, unmarked: 'absent' }),
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
    const { items } = (await far({ url: '/api/notices' })).json()
    expect(items[0]).toMatchObject({
      kind: 'activity.corrected',
      headline: '您在一项活动里的到会更正了，请看看对不对',
    })
    // Each sees what was put right of them, and of nobody else.
    expect((await show(far, id)).corrections).toHaveLength(1)
    expect((await show(li, id)).corrections).toEqual([])
    expect(outcome(await act(office2, id, { ...correction, attendance: 'excused' }))).toBe(
      '409 activity.marked-meanwhile',
    )
  })

  it('given it was entered afterwards, then nobody is absent whom the organiser did not name', async () => {
    const began = t.clock.now() - 2 * HOUR
    const { id } = await announced(t, office, {
      startsAt: new Date(began).toISOString(),
      endsAt: new Date(began + HOUR).toISOString(),
    })
    const close = { act: 'close', revision: 0 }
    expect(outcome(await act(office, id, { ...close, unmarked: 'absent' }))).toBe(
      '409 activity.entered-late',
    )
    await done(office, id, mark(1, 'absent'))
    await done(office, id, close)
    expect(await Promise.all([personal(0, id), personal(1, id)])).toEqual([[], ['activity.absent']])
  })

  it('where coming is free, silence is nothing; a report on duty is a fact of its own', async () => {
    const { id } = await announced(t, office, { kind: 'report', mandatory: false })
    await done(li, id, { act: 'come' })
    await done(zhang, id, { act: 'come' })
    t.clock.advance(DAY)
    await done(office, id, mark(0, 'attended'))
    await done(office, id, { act: 'close', revision: 0, unmarked: 'absent' })
    expect(await Promise.all([personal(0, id), personal(1, id), personal(2, id)])).toEqual([
      ['activity.reported'],
      ['activity.absent'],
      [],
    ])
  })

  it('where coming is free, nobody who had not said so is made absent, alone or with others', async () => {
    const { id } = await announced(t, office, { mandatory: false })
    await done(li, id, { act: 'come' })
    t.clock.advance(DAY)
    expect(outcome(await act(office, id, mark(1, 'absent')))).toBe('422 activity.never-awaited')
    const both = [mark(0, 'absent'), mark(1, 'absent')].flatMap(({ items }) => items)
    expect(outcome(await act(office, id, { act: 'mark', items: both }))).toBe(
      '422 activity.never-awaited',
    )
    await done(office, id, mark(0, 'absent'))
    await done(office, id, { act: 'close', revision: 0 })
    expect(await Promise.all([personal(0, id), personal(1, id)])).toEqual([['activity.absent'], []])
    const wrong = {
      representativeId: idOf(1),
      attendance: 'absent',
      was: 'unknown',
      reason: '没来',
    }
    expect(outcome(await act(office, id, { act: 'correct', ...wrong }))).toBe(
      '422 activity.never-awaited',
    )
  })

  it('ended before its time, whoever is not written down is not absent; who is, is told', async () => {
    const { id } = await announced(t, office)
    const told = async (by: Client): Promise<string[]> =>
      (await by({ url: '/api/notices' }))
        .json()
        .items.filter((one: { subject: { id: string } | null }) => one.subject?.id === id)
        .map((one: { kind: string }) => one.kind)
    t.clock.advance(DAY)
    await done(office, id, mark(1, 'absent'))
    await done(office, id, { act: 'close', revision: 0 })
    expect(await Promise.all([personal(1, id), personal(2, id)])).toEqual([['activity.absent'], []])
    expect(await told(zhang)).toContain('activity.missed')
    expect(await told(far)).not.toContain('activity.missed')
    // What was left open is put right like everything else, and told.
    const late = { representativeId: idOf(2), attendance: 'absent', was: 'unknown', reason: '没来' }
    await done(office, id, { act: 'correct', ...late })
    expect(await told(far)).toContain('activity.missed')
  })
})
