import type { CalendarContent, Hours, SpecialDay } from './work-calendar.rules.ts'

/**
 * The State Council's yearly tables (国务院办公厅关于部分节假日安排的通知). What has been shipped once
 * is never changed: clocks have been counted by it. A new year is added.
 */
const span = (name: string, from: string, to = from): SpecialDay[] => {
  const days: SpecialDay[] = []
  const last = Date.parse(to)
  for (let at = Date.parse(from); at <= last; at += 86_400_000)
    days.push({ date: new Date(at).toISOString().slice(0, 10), kind: 'off', name })
  return days
}

const worked = (name: string, ...dates: string[]): SpecialDay[] =>
  dates.map((date) => ({ date, kind: 'on', name: `${name}调休` }))

const inOrder = (days: SpecialDay[]): SpecialDay[] =>
  days.sort((a, b) => (a.date < b.date ? -1 : 1))

const shippedYears: Readonly<Record<string, readonly SpecialDay[]>> = {
  2025: inOrder([
    ...span('元旦', '2025-01-01'),
    ...span('春节', '2025-01-28', '2025-02-04'),
    ...worked('春节', '2025-01-26', '2025-02-08'),
    ...span('清明节', '2025-04-04', '2025-04-06'),
    ...span('劳动节', '2025-05-01', '2025-05-05'),
    ...worked('劳动节', '2025-04-27'),
    ...span('端午节', '2025-05-31', '2025-06-02'),
    ...span('国庆节、中秋节', '2025-10-01', '2025-10-08'),
    ...worked('国庆节', '2025-09-28', '2025-10-11'),
  ]),
  2026: inOrder([
    ...span('元旦', '2026-01-01', '2026-01-03'),
    ...worked('元旦', '2026-01-04'),
    ...span('春节', '2026-02-15', '2026-02-23'),
    ...worked('春节', '2026-02-14', '2026-02-28'),
    ...span('清明节', '2026-04-04', '2026-04-06'),
    ...span('劳动节', '2026-05-01', '2026-05-05'),
    ...worked('劳动节', '2026-05-09'),
    ...span('端午节', '2026-06-19', '2026-06-21'),
    ...span('中秋节', '2026-09-25', '2026-09-27'),
    ...span('国庆节', '2026-10-01', '2026-10-07'),
    ...worked('国庆节', '2026-09-20', '2026-10-10'),
  ]),
}

const MORNING: Hours = { from: 8.5 * 60, to: 12 * 60 }
const AFTERNOON: Hours = { from: 14.5 * 60, to: 17.5 * 60 }
const day = [MORNING, AFTERNOON]

/** What every district begins with; office hours are a [default]. */
export const shippedCalendar: CalendarContent = {
  years: shippedYears,
  hours: [[], day, day, day, day, day, []],
}
