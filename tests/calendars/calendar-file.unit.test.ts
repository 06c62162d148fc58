import {
  changesOf,
  missingYear,
  tapped,
  WARN_WEEKS,
} from '@mashang/shared/calendars/calendar-edit.rules.ts'
import { dateIn, readCalendarRows } from '@mashang/shared/calendars/calendar-file.rules.ts'
import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { describe, expect, it } from 'vitest'

const now = { ...shippedCalendar, warnWeeks: WARN_WEEKS }
const at = (local: string): number => Date.parse(`${local}:00+08:00`)

describe('a date as offices write it', () => {
  it.each([
    ['2027-01-01', '2027-01-01'],
    ['2027/1/1', '2027-01-01'],
    ['2027.1.1', '2027-01-01'],
    ['2027年1月1日', '2027-01-01'],
    ['２０２７年１月１日', '2027-01-01'],
    ['46388', '2027-01-01'],
    ['2027-02-29', null],
    ['2028-02-29', '2028-02-29'],
    ['1月1日', null],
    ['元旦', null],
  ])('%s → %s', (typed, date) => {
    expect(dateIn(typed)).toBe(date)
  })
})

describe('a file of holidays', () => {
  it('takes 休 or 班 before the name, too', () => {
    const { days, faults } = readCalendarRows([
      ['日期', '类型', '名称'],
      ['2027-01-01', '休', '元旦'],
      ['2027-02-20', '班', '春节调休'],
    ])
    expect(faults).toEqual([])
    expect(days.map(({ name, kind }) => [name, kind])).toEqual([
      ['元旦', 'off'],
      ['春节调休', 'on'],
    ])
  })

  it('takes date, name, 休 or 班, and passes over heading and empty rows', () => {
    expect(
      readCalendarRows([
        ['日期', '名称', '休/班'],
        ['2027-01-02', '元旦调休', '班'],
        ['', '', ''],
        ['2027年1月1日', '元旦', '休', '放假'],
      ]),
    ).toEqual({
      days: [
        { date: '2027-01-01', kind: 'off', name: '元旦' },
        { date: '2027-01-02', kind: 'on', name: '元旦调休' },
      ],
      faults: [],
    })
  })

  it('names the row of each fault, and keeps the rest', () => {
    const { days, faults } = readCalendarRows([
      ['2027-01-01', '元旦', '休'],
      ['元月二日', '元旦', '休'],
      ['2027-01-03', '', '休'],
      ['2027-01-04', '元旦', '也许'],
      ['2027/1/1', '元旦', '休'],
      ['1927-01-01', '元旦', '休'],
    ])
    expect(days).toHaveLength(1)
    expect(faults.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6])
    expect(faults[2]?.message).toContain('“也许”')
  })
})

describe('an edit', () => {
  it('is told in one sentence for each day, weekday and setting', () => {
    const days = tapped(shippedCalendar.years['2026'] ?? [], '2026-12-02', true, '建区纪念日')
    const hours = shippedCalendar.hours.map((day, weekday) =>
      weekday === 6 ? [{ from: 540, to: 720 }] : day,
    )
    const after = { years: { ...now.years, 2026: days, 2027: [] }, hours, warnWeeks: 4 }
    expect(changesOf(now, after)).toEqual([
      '2026年12月2日（周三）：平常日子 → 休（建区纪念日）',
      '加上 2027 年，但一个放假的日子都没有，请先核对',
      '周六上班时间：不上班 → 9:00–12:00',
      '提前提醒：8 周 → 4 周',
    ])
    expect(changesOf(now, now)).toEqual([])
  })

  it('a tap makes an ordinary day 休, a weekend 班, and takes either back', () => {
    const off = tapped([], '2026-12-02', true, '某日')
    expect(off).toEqual([{ date: '2026-12-02', kind: 'off', name: '某日' }])
    expect(tapped([], '2026-12-05', false, '调休')[0]?.kind).toBe('on')
    expect(tapped(off, '2026-12-02', true, '某日')).toEqual([])
  })
})

describe('a year without a table', () => {
  it('is told of eight weeks ahead, not before', () => {
    expect(missingYear(now, at('2026-11-05T23:59'))).toBeNull()
    expect(missingYear(now, at('2026-11-06T00:00'))).toMatchObject({ year: 2027, weeks: 8 })
    expect(missingYear(now, at('2027-03-01T00:00'))).toMatchObject({ year: 2027, weeks: 0 })
  })

  it('is all right once it is there', () => {
    expect(
      missingYear({ ...now, years: { ...now.years, 2027: [] } }, at('2026-12-30T00:00')),
    ).toBeNull()
  })
})
