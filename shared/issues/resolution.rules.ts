import { calendarErrors } from '../calendars/calendars.errors.ts'
import type { WorkCalendar } from '../calendars/work-calendar.rules.ts'
import {
  addWorkingDays,
  addWorkingTime,
  workingTimeBetween,
} from '../calendars/working-time.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { localDay, localDayStart } from '../core/local-time.ts'
import type { Limits } from '../districts/limits.words.ts'
import { complexRule, resolutionRule } from './clocks.words.ts'
import { issueErrors } from './issues.errors.ts'

/**
 * Due moment of a clock that runs into a year whose table is not there yet: it is counted as soon as
 * the office has added the year. Far away, so that it is neither late nor urgent meanwhile.
 */
export const NOT_COUNTED_YET: EpochMs = Date.UTC(9999, 0, 1)

/** The clock of what was promised; moments in epoch milliseconds. */
export interface ResolutionClock {
  startedAt: EpochMs
  dueAt: EpochMs
  rule: string
  workingDays: number
  extendedDays: number
  pauses: readonly (readonly [from: EpochMs, to: EpochMs])[]
  /** It stands still since then, for a question to the voter, at most until `resumeBy`. */
  pausedAt: EpochMs | null
  resumeBy: EpochMs | null
}

type Counted = Omit<ResolutionClock, 'dueAt'>

/** The end of its last working day, before anything stood still. */
export const withoutPauses = (clock: Counted, calendar: WorkCalendar): EpochMs =>
  addWorkingDays(clock.startedAt, clock.workingDays + clock.extendedDays, calendar)

/** Office hours in which it stood still; one that still does counts up to its limit. */
export function pausedTime(clock: Counted, calendar: WorkCalendar): number {
  const open: (readonly [EpochMs, EpochMs])[] =
    clock.pausedAt === null || clock.resumeBy === null ? [] : [[clock.pausedAt, clock.resumeBy]]
  return [...clock.pauses, ...open].reduce(
    (sum, [from, to]) => sum + workingTimeBetween(from, to, calendar),
    0,
  )
}

/** When it is due: working days from its start, moved on by the office hours in which it stood still. */
export const resolutionDue = (clock: Counted, calendar: WorkCalendar): EpochMs =>
  addWorkingTime(withoutPauses(clock, calendar), pausedTime(clock, calendar), calendar)

/** The same, where an unknown year must not stand in the way of an answer or of a voter's word. */
export function dueOrNotYet(clock: Counted, calendar: WorkCalendar): EpochMs {
  try {
    return resolutionDue(clock, calendar)
  } catch (error) {
    if (error instanceof Failure && error.kind.code === calendarErrors.yearUnknown.code)
      return NOT_COUNTED_YET
    throw error
  }
}

/** The clock as it starts with the first answer that promises work. */
export function startResolution(
  now: EpochMs,
  calendar: WorkCalendar,
  { days }: Limits,
): ResolutionClock {
  const counted = {
    startedAt: now,
    rule: resolutionRule(days),
    workingDays: days,
    extendedDays: 0,
    pauses: [],
    pausedAt: null,
    resumeBy: null,
  }
  return { ...counted, dueAt: dueOrNotYet(counted, calendar) }
}

const counted = (clock: Counted, calendar: WorkCalendar): ResolutionClock => ({
  ...clock,
  dueAt: resolutionDue(clock, calendar),
})

/** Late stays late for ever: nothing moves a due moment that has passed. */
function mustBeInTime(clock: ResolutionClock, now: EpochMs): void {
  if (now > clock.dueAt) throw new Failure(issueErrors.tooLateToExtend)
}

const refuseField = (
  kind: (typeof issueErrors)[keyof typeof issueErrors],
  path: string,
  message: string,
): never => {
  throw new Failure(kind, { detail: message, fields: [{ path, message }] })
}

/** One extension, of as many working days at most as held when the clock started. */
export function extend(
  clock: ResolutionClock,
  days: number,
  now: EpochMs,
  calendar: WorkCalendar,
  { extension }: Limits,
): ResolutionClock {
  if (clock.extendedDays > 0) throw new Failure(issueErrors.alreadyExtended)
  mustBeInTime(clock, now)
  if (extension === 0) throw new Failure(issueErrors.noExtension)
  if (days > extension)
    refuseField(issueErrors.extensionTooLong, 'days', `最多延 ${extension} 个工作日。`)
  return counted({ ...clock, extendedDays: days }, calendar)
}

/** A complex matter gets more working days. */
export function lengthen(
  clock: ResolutionClock,
  now: EpochMs,
  calendar: WorkCalendar,
  { complexDays }: Limits,
): ResolutionClock {
  if (clock.workingDays >= complexDays) throw new Failure(issueErrors.alreadyComplex)
  mustBeInTime(clock, now)
  const complex = { ...clock, rule: complexRule(complexDays), workingDays: complexDays }
  return counted(complex, calendar)
}

/** Stands still from now on, until the voter speaks, at most some working days. */
export function pause(
  clock: ResolutionClock,
  now: EpochMs,
  calendar: WorkCalendar,
  { waits, waitDays }: Limits,
): ResolutionClock {
  if (clock.pausedAt !== null) throw new Failure(issueErrors.notNow)
  if (clock.pauses.length >= waits) throw new Failure(issueErrors.tooManyWaits)
  mustBeInTime(clock, now)
  const resumeBy = addWorkingDays(now, waitDays, calendar)
  return counted({ ...clock, pausedAt: now, resumeBy }, calendar)
}

/** Goes on, at the latest as if it had at its limit; what it stood still is added. */
export function resume(
  clock: ResolutionClock,
  now: EpochMs,
  calendar: WorkCalendar,
): ResolutionClock {
  if (clock.pausedAt === null || clock.resumeBy === null) throw new Failure(issueErrors.notNow)
  const until = Math.min(now, clock.resumeBy)
  const running: Counted = {
    ...clock,
    pauses: [...clock.pauses, [clock.pausedAt, until]],
    pausedAt: null,
    resumeBy: null,
  }
  return { ...running, dueAt: dueOrNotYet(running, calendar) }
}

/** By another calendar. What is late already stays as it is. */
export function recount(
  clock: ResolutionClock,
  now: EpochMs,
  calendar: WorkCalendar,
): ResolutionClock {
  if (now > clock.dueAt) return clock
  return { ...clock, dueAt: dueOrNotYet(clock, calendar) }
}

/** Until when the voter may judge what ended: 24:00 of the last of so many days after it. */
export const verdictUntil = (endedAt: EpochMs, { verdictDays }: Limits): EpochMs =>
  localDayStart(localDay(endedAt) + verdictDays + 1)
