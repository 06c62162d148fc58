import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { calendarLimits } from './calendars.words.ts'

const year = z
  .int({ error: '年份要是数字。' })
  .min(calendarLimits.firstYear, `年份不早于 ${calendarLimits.firstYear}。`)
  .max(calendarLimits.lastYear, `年份不晚于 ${calendarLimits.lastYear}。`)

export const specialDay = z
  .strictObject({
    date: z.iso.date({ error: '日期要像 2026-10-01。' }),
    kind: z.enum(['off', 'on']).meta({ description: 'off 休，on 班（调休）' }),
    name: line(calendarLimits.name, '名称').meta({ description: '国庆节、春节调休' }),
  })
  .meta({ id: 'SpecialDay' })

const yearTable = z
  .strictObject({ year, days: z.array(specialDay).max(366) })
  .refine(({ year: of, days }) => days.every(({ date }) => date.startsWith(`${of}-`)), {
    error: '有一天不在这一年里。',
    path: ['days'],
  })
  .refine(({ days }) => new Set(days.map(({ date }) => date)).size === days.length, {
    error: '同一天写了两次。',
    path: ['days'],
  })
  .meta({ id: 'CalendarYear' })
export type CalendarYear = z.output<typeof yearTable>

const stretch = z
  .strictObject({ from: z.int().min(0).max(1440), to: z.int().min(0).max(1440) })
  .refine(({ from, to }) => to > from, '下班时间要晚于上班时间。')

const officeDay = z
  .array(stretch)
  .max(4)
  .refine(
    (all) => all.every((one, index) => index === 0 || one.from >= (all[index - 1]?.to ?? 0)),
    '上班时间要按先后写，不能重叠。',
  )

const hours = z
  .array(officeDay)
  .length(7)
  .refine((week) => week.some((day) => day.length > 0), '一周里至少要有一天有上班时间。')
  .meta({ description: '周日到周六，零点起的分钟数；空的不上班' })

const warnWeeks = z
  .int({ error: '请填写周数。' })
  .min(1, '至少 1 周。')
  .max(calendarLimits.warnWeeks, `最多 ${calendarLimits.warnWeeks} 周。`)
  .meta({ description: '还差几周到没有放假安排的年份时提醒' })

const version = z.int().min(0).meta({ description: '0 是系统自带的，其余是本区自己的版本' })

const years = z.array(yearTable).max(100)

/** What the office wants the calendar to be; `basedOn` is the version that it was looking at. */
export const calendarDraft = z
  .strictObject({ basedOn: version, years, hours, warnWeeks })
  .meta({ id: 'CalendarDraft' })
export type CalendarDraft = z.output<typeof calendarDraft>

export const calendarSave = calendarDraft
  .extend({ reason: line(calendarLimits.reason, '修改理由') })
  .meta({ id: 'CalendarSave' })
export type CalendarSave = z.output<typeof calendarSave>

/** A running clock that an edit moves. Null: it waits for a year that has no table. */
export const movedClock = z
  .object({
    issueId: id,
    number: z.string(),
    before: instant.nullable(),
    after: instant.nullable(),
    overdue: z.boolean().meta({ description: '这样一改就超期了' }),
  })
  .meta({ id: 'MovedClock' })
export type MovedClock = z.output<typeof movedClock>

export const calendarForecast = z
  .object({
    changes: z.array(z.string()).meta({ description: '改了什么，一句一条' }),
    moved: z.array(movedClock),
    kept: z.int().meta({ description: '还在走、但时间不变的表' }),
  })
  .meta({ id: 'CalendarForecast' })
export type CalendarForecast = z.output<typeof calendarForecast>

/** One version of the calendar, whole. */
export const calendarView = z
  .object({
    version,
    current: z.boolean(),
    years: z.array(z.object({ year: z.int(), days: z.array(specialDay) })),
    hours: z.array(z.array(z.object({ from: z.int(), to: z.int() }))),
    warnWeeks: z.int(),
    missing: z
      .object({ year: z.int(), from: instant, weeks: z.int() })
      .nullable()
      .meta({ description: '快要用到、还没有放假安排的年份' }),
    serverTime: instant,
  })
  .meta({ id: 'CalendarView' })
export type CalendarView = z.output<typeof calendarView>

/** An edit that was made, with what it moved. */
export const calendarVersion = calendarForecast
  .extend({ version, reason: z.string(), by: z.string(), at: instant })
  .meta({ id: 'CalendarVersion' })
export type CalendarVersion = z.output<typeof calendarVersion>

/** What was read out of a file; nothing is saved by it. */
export const calendarFile = z
  .object({
    days: z.array(specialDay),
    faults: z.array(z.object({ row: z.int(), message: z.string() })),
  })
  .meta({ id: 'CalendarFile' })
export type CalendarFile = z.output<typeof calendarFile>
