import { weekdays } from '../calendars/calendars.words.ts'
import { type WorkCalendar, weekdayOf } from '../calendars/work-calendar.rules.ts'
import { endOfDay, workingDaysAfter, workingTimeBetween } from '../calendars/working-time.rules.ts'
import { type EpochMs, HOUR } from '../core/clock.ts'
import {
  dayWords,
  localDay,
  localDayStart,
  momentWords,
  spanWords,
  untilWords,
} from '../core/local-time.ts'
import { RESPONSE_HOURS } from './issues.words.ts'
import {
  NOT_COUNTED_YET,
  pausedTime,
  type ResolutionClock,
  resolutionDue,
  withoutPauses,
} from './resolution.rules.ts'

/** "从 11月25日 20:14 起算 24 小时，节假日不停 → 11月26日 20:14" */
export const hoursSum = (startedAt: EpochMs): string[] => [
  `从 ${momentWords(startedAt)} 起算 ${RESPONSE_HOURS} 小时，节假日不停 → ${momentWords(startedAt + RESPONSE_HOURS * HOUR)}`,
]

const oneDay = (day: number): string => dayWords(localDayStart(day))

/** Days off in a row, by the name of the holiday where there is one. */
function skipped(from: number, to: number, calendar: WorkCalendar): string[] {
  if (from > to) return []
  const names = new Set<string>()
  for (let day = from; day <= to; day++) names.add(calendar.nameOf(day) ?? '周末')
  const span = from === to ? oneDay(from) : `${oneDay(from)}到${oneDay(to)}`
  return [`${span} ${[...names].join('、')}，不算`]
}

function countedDays(clock: ResolutionClock, calendar: WorkCalendar): string[] {
  const lines = [`${momentWords(clock.startedAt)} 起算，当天不算`]
  const days = workingDaysAfter(clock.startedAt, clock.workingDays + clock.extendedDays, calendar)
  let before = localDay(clock.startedAt)
  for (const [index, day] of days.entries()) {
    lines.push(...skipped(before + 1, day - 1, calendar))
    const swapped = calendar.nameOf(day)
    const extended = index >= clock.workingDays ? '（延期）' : ''
    const words = `${oneDay(day)} ${weekdays[weekdayOf(day)]}${swapped === null ? '' : ` ${swapped}，上班`}`
    lines.push(`第 ${index + 1} 个工作日${extended} ${words}`)
    before = day
  }
  return [...lines, `最后一天算到 24 点 → ${untilWords(endOfDay(before))}`]
}

function pauseLines(clock: ResolutionClock, calendar: WorkCalendar): string[] {
  const closed = clock.pauses.map(([from, to]) => ({ from, to, open: false }))
  const open =
    clock.pausedAt === null || clock.resumeBy === null
      ? []
      : [{ from: clock.pausedAt, to: clock.resumeBy, open: true }]
  const lines = [...closed, ...open].map(({ from, to, open: still }) => {
    const worked = workingTimeBetween(from, to, calendar)
    const until = still ? `最迟 ${untilWords(to)}（还停着）` : ` ${untilWords(to)}`
    return `停表 ${momentWords(from)} 到${until}，其中上班时间 ${worked === 0 ? '0 分钟' : spanWords(worked)}`
  })
  const sum = pausedTime(clock, calendar)
  if (sum === 0) return lines
  const due = resolutionDue(clock, calendar)
  return [
    ...lines,
    `把停掉的上班时间 ${spanWords(sum)}，接在 ${untilWords(withoutPauses(clock, calendar))} 后面 → ${untilWords(due)}`,
  ]
}

/** How a due moment in working days came to be, day by day. */
export function resolutionSum(clock: ResolutionClock, calendar: WorkCalendar): string[] {
  if (clock.dueAt === NOT_COUNTED_YET)
    return [
      `${momentWords(clock.startedAt)} 起算 ${clock.workingDays + clock.extendedDays} 个工作日，当天不算`,
      '中间要用到的年份还没有放假安排，等代表工委补上后马上算出来，不会先猜一个。',
    ]
  return [...countedDays(clock, calendar), ...pauseLines(clock, calendar)]
}
