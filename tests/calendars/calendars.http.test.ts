import { noteMissingYear } from '@mashang/server/calendars/calendars.jobs.ts'
import { calendarNow, insertCalendar } from '@mashang/server/calendars/calendars.store.ts'
import { deadlinesOf } from '@mashang/server/core/deadlines/deadlines.store.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { countWhatWaited } from '@mashang/server/issues/recount.usecases.ts'
import type { CalendarDraft, CalendarView } from '@mashang/shared/calendars/calendars.model.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post } from '../issues/steps.ts'
import { makeXlsx, textCell } from '../roster/make-zip.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
let office: Client
let representative: Client
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())
/** Every test begins with what was shipped, and no clock. */
beforeEach(async () => {
  t.clock.set('2026-11-23T02:32:00.000Z')
  await execute(t, 'delete from calendars')
  await execute(t, 'delete from deadlines')
  ;[office, representative] = await Promise.all([t.as('office'), t.as(0)])
})

const show = async (): Promise<CalendarView> => (await office({ url: '/api/calendar' })).json()
const draft = async (changes: Partial<CalendarDraft> = {}): Promise<CalendarDraft> => {
  const { version, years, hours, warnWeeks } = await show()
  return { basedOn: version, years, hours, warnWeeks, ...changes }
}
/** The calendar with some more days off in 2026. */
const withDaysOff = async (...dates: string[]): Promise<CalendarDraft> => {
  const before = await draft()
  const days = dates.map((date) => ({ date, kind: 'off' as const, name: '建区纪念日' }))
  return {
    ...before,
    years: before.years.map((one) =>
      one.year === 2026 ? { ...one, days: [...one.days, ...days] } : one,
    ),
  }
}
const save = (body: object, by: Client = office) =>
  by({ method: 'PUT', url: '/api/calendar', body: { reason: '区里放假一天', ...body } })
const answered = async () => {
  const matter = await filed(t)
  await answer(representative, matter.id)
  return matter
}
const dueOf = async (id: string): Promise<string> =>
  (await representative({ url: `/api/issues/${id}` })).json().resolution.dueAt

describe('the calendar of a district', () => {
  it('begins with what was shipped, and tells of the year that is missing', async () => {
    expect(await show()).toMatchObject({
      version: 0,
      current: true,
      years: [{ year: 2025 }, { year: 2026 }],
      warnWeeks: 8,
      missing: { year: 2027, from: '2026-12-31T16:00:00.000Z', weeks: 5 },
    })
  })

  it('is the office’s business only', async () => {
    const body = { ...(await draft()), warnWeeks: 4 }
    expect(outcome(await save(body, representative))).toBe('403 auth.forbidden')
    expect(outcome(await save(body, t.voter))).toBe('401 auth.required')
    expect(outcome(await representative({ url: '/api/calendar' }))).toBe('403 auth.forbidden')
  })

  it.each([
    [
      'a day of another year',
      { years: [{ year: 2026, days: [{ date: '2027-01-01', kind: 'off', name: '元旦' }] }] },
    ],
    [
      'a day twice',
      {
        years: [
          { year: 2026, days: Array(2).fill({ date: '2026-01-01', kind: 'off', name: '元旦' }) },
        ],
      },
    ],
    ['a week without work', { hours: Array(7).fill([]) }],
    [
      'hours that overlap',
      {
        hours: [
          [],
          [
            { from: 500, to: 700 },
            { from: 600, to: 800 },
          ],
          [],
          [],
          [],
          [],
          [],
        ],
      },
    ],
    [
      'hours that end before they begin',
      { hours: [[], [{ from: 700, to: 600 }], [], [], [], [], []] },
    ],
  ])('refuses %s', async (_what, changes) => {
    expect(outcome(await save({ ...(await draft()), ...changes }))).toBe('400 request.invalid')
  })

  it('needs a reason and a change', async () => {
    expect(outcome(await save({ ...(await draft()) }))).toBe('422 calendar.nothing-changed')
    expect(outcome(await save({ ...(await withDaysOff('2026-12-02')), reason: ' ' }))).toBe(
      '400 request.invalid',
    )
  })
})

describe('an edit', () => {
  it('shows before what it moves, moves open clocks only, and keeps the list', async () => {
    const [open, closed] = [await answered(), await answered()]
    await post(representative, `/api/issues/${closed.id}/conclusion`, {
      text: '电缆昨天换好了，晚上我去看过，灯都亮了。',
    })
    const stopped = await dueOf(closed.id)
    const body = await withDaysOff('2026-11-26')
    const moved = [
      {
        issueId: open.id,
        number: open.number,
        before: '2026-11-30T16:00:00.000Z',
        after: '2026-12-01T16:00:00.000Z',
        overdue: false,
      },
    ]
    const changes = ['2026年11月26日（周四）：平常日子 → 休（建区纪念日）']
    const forecast = await post(office, '/api/calendar/forecast', body)
    expect(forecast.json()).toEqual({ changes, moved, kept: 0 })
    expect(await dueOf(open.id)).toBe('2026-11-30T16:00:00.000Z')

    const saved = await save(body)
    expect(saved.json()).toMatchObject({ version: 1, reason: '区里放假一天', changes, moved })
    expect([await dueOf(open.id), await dueOf(closed.id)]).toEqual([
      '2026-12-01T16:00:00.000Z',
      stopped,
    ])
    const versions = (await office({ url: '/api/calendar/versions' })).json()
    expect(versions.items).toEqual([saved.json()])
    const { clocks } = (await t.voter({ url: `/api/receipts/${open.receipt}/why` })).json()
    expect(clocks[1]).toMatchObject({ calendar: 1, calendarWords: '本区工作日历第 1 版' })
    expect(clocks[1].steps.at(-1).sentence).toBe(
      '工作日历改成第 1 版，时限从 11月30日 24:00 到 12月1日 24:00。',
    )
    expect(clocks[1].arithmetic).toContain('11月26日 建区纪念日，不算')
  })

  it('never changes an earlier version, and what was stopped explains itself by its own', async () => {
    const matter = await answered()
    await post(representative, `/api/issues/${matter.id}/conclusion`, {
      text: '电缆昨天换好了，晚上我去看过，灯都亮了。',
    })
    await save(await withDaysOff('2026-11-26'))
    const first = (await office({ url: '/api/calendar?version=1' })).json()
    await save(await withDaysOff('2026-11-27'))
    expect((await office({ url: '/api/calendar?version=1' })).json()).toEqual({
      ...first,
      current: false,
    })
    const { clocks } = (await t.voter({ url: `/api/receipts/${matter.receipt}/why` })).json()
    expect(clocks[1]).toMatchObject({ calendar: 0, dueWords: '11月30日 24:00' })
    expect(outcome(await office({ url: '/api/calendar?version=9' }))).toBe(
      '404 calendar.version-unknown',
    )
  })

  it('leaves alone what is late already', async () => {
    const { id } = await answered()
    t.clock.set('2026-12-01T02:00:00.000Z')
    const saved = (await save(await withDaysOff('2026-11-26'))).json()
    expect(saved).toMatchObject({ moved: [], kept: 1 })
    const seen = (await representative({ url: `/api/issues/${id}` })).json()
    expect(seen.resolution).toMatchObject({ overdue: true, dueAt: '2026-11-30T16:00:00.000Z' })
  })

  it('counts what stood still anew as well', async () => {
    const { id, receipt } = await answered()
    await post(representative, `/api/issues/${id}/question`, { text: '是南门还是西门的灯？' })
    t.clock.set('2026-11-24T02:30:00.000Z')
    await post(t.voter, `/api/receipts/${receipt}/messages`, { text: '南门。' })
    const before = await draft()
    const hours = before.hours.map((day) => (day.length === 0 ? [] : [{ from: 540, to: 1020 }]))
    // By 9:00–17:00: 6 h 28 min on Monday and 1 h 30 min on Tuesday, on from 9:00 of 1 December.
    await save({ ...before, hours })
    expect(await dueOf(id)).toBe('2026-12-01T08:58:00.000Z')
  })

  it('given two at once, then the second is told so and nothing is lost', async () => {
    const [a, b] = [await withDaysOff('2026-12-02'), await withDaysOff('2026-12-03')]
    const replies = await Promise.all([save(a), save(b)])
    expect(replies.map(outcome).sort()).toEqual(['200', '409 calendar.changed-meanwhile'])
    expect((await office({ url: '/api/calendar/versions' })).json().items).toHaveLength(1)
  })
})

describe('a year without a table', () => {
  it('lets an answer through, is counted when the year is added, and says so meanwhile', async () => {
    t.clock.set('2026-12-30T02:00:00.000Z')
    ;[office, representative] = [await t.as('office'), await t.as(0)]
    const matter = await answered()
    expect(await dueOf(matter.id)).toBeNull()
    const inbox = (await representative({ url: '/api/inbox' })).json()
    expect(inbox.resolving).toMatchObject([{ dueAt: null, overdue: false }])
    const early = await post(representative, `/api/issues/${matter.id}/extension`, {
      days: 1,
      reason: '等配件。',
    })
    expect(outcome(early)).toBe('409 calendar.year-unknown')
    expect(early.json().detail).toContain('2027 年')
    const before = await draft()
    const days = [{ date: '2027-01-01', kind: 'off' as const, name: '元旦' }]
    const saved = await save({ ...before, years: [...before.years, { year: 2027, days }] })
    expect(saved.json().moved).toMatchObject([{ before: null, after: '2027-01-07T16:00:00.000Z' }])
    expect(await dueOf(matter.id)).toBe('2027-01-07T16:00:00.000Z')
    expect((await show()).missing).toBeNull()
    expect((await deadlinesOf(t.context, matter.id)).at(-1)?.calendar).toBe(1)
  })

  it('given it comes with an update of the system, then what waited is counted by itself, once', async () => {
    t.clock.set('2026-12-30T02:00:00.000Z')
    ;[office, representative] = [await t.as('office'), await t.as(0)]
    const matter = await answered()
    expect(await countWhatWaited(t.context)).toBe(0)
    const { content } = await calendarNow(t.context)
    const row = { by: '', byName: '', reason: '', changes: [], moved: [], kept: 0 }
    const years = Object.fromEntries(
      Object.entries(content.years).map(([year, days]) => [year, [...days]]),
    )
    await t.context.db.commit('home', [
      insertCalendar({
        ...row,
        district: 'home',
        version: 1,
        years: { ...years, 2027: [{ date: '2027-01-01', kind: 'off', name: '元旦' }] },
        hours: content.hours.map((day) => [...day]),
        warnWeeks: 8,
        at: t.clock.now(),
      }),
    ])
    expect(await countWhatWaited(t.context)).toBe(1)
    expect(await countWhatWaited(t.context)).toBe(0)
    expect(await dueOf(matter.id)).toBe('2027-01-07T16:00:00.000Z')
  })

  it('is noted once for whoever tells the office', async () => {
    const processes = await Promise.all([1, 2, 3].map(() => noteMissingYear(t.context)))
    expect(processes.filter((year) => year !== null)).toEqual([2027])
    expect(await noteMissingYear(t.context)).toBeNull()
    const facts = await factsOf(t.context, '2027')
    expect(facts.map(({ type }) => type)).toEqual(['calendar.year-missing'])
  })
})

describe('files', () => {
  const upload = (name: string, content: string | Buffer) => {
    const boundary = 'x-calendar'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
    return t.app.inject({
      method: 'POST',
      url: '/api/calendar/file',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie },
      payload: Buffer.concat([
        Buffer.from(head),
        Buffer.from(content),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]),
    })
  }
  let cookie: string
  beforeEach(async () => {
    cookie = `mashang=${await t.token('office')}`
  })

  it('reads a table with the faults by row, and saves nothing', async () => {
    const reply = await upload(
      '2027.csv',
      '日期,名称,休/班\n2027-01-01,元旦,休\n2027-01-99,元旦,休\n',
    )
    expect(reply.json()).toEqual({
      days: [{ date: '2027-01-01', kind: 'off', name: '元旦' }],
      faults: [{ row: 3, message: '“2027-01-99”不是日期，要像 2026-10-01。' }],
    })
    expect((await show()).version).toBe(0)
  })

  it('reads a workbook, dates that lost their format too', async () => {
    const rows = [
      `<row r="1">${textCell('A1', '日期')}${textCell('B1', '名称')}${textCell('C1', '休/班')}</row>`,
      `<row r="2">${textCell('A2', '2027年1月2日')}${textCell('B2', '元旦调休')}${textCell('C2', '班')}</row>`,
      `<row r="3"><c r="A3"><v>46388</v></c>${textCell('B3', '元旦')}${textCell('C3', '休')}</row>`,
    ]
    const reply = await upload('2027.xlsx', makeXlsx(`<sheetData>${rows.join('')}</sheetData>`))
    expect(reply.json()).toEqual({
      days: [
        { date: '2027-01-01', kind: 'off', name: '元旦' },
        { date: '2027-01-02', kind: 'on', name: '元旦调休' },
      ],
      faults: [],
    })
  })

  it('writes a table that it reads again, whole', async () => {
    const csv = await office({ url: '/api/calendar.csv' })
    expect(csv.headers['content-disposition']).toContain('attachment')
    const days = (await show()).years.flatMap((year) => year.days)
    expect((await upload('again.csv', csv.body)).json()).toEqual({ days, faults: [] })
  })

  it('refuses what is no table', async () => {
    expect(outcome(await upload('x.pdf', '%PDF-1.7 …'))).toBe('422 calendar.file-unread')
    const missing = await t.app.inject({
      method: 'POST',
      url: '/api/calendar/file',
      headers: { cookie },
    })
    expect(outcome(missing)).toBe('400 calendar.file-missing')
  })
})
