import { calendarErrors } from '../calendars/calendars.errors.ts'
import type { WorkCalendar } from '../calendars/work-calendar.rules.ts'
import { addMonths, addWorkingDays } from '../calendars/working-time.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { NOT_COUNTED_YET } from '../issues/resolution.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** How long everything may take. Days are working days. */
export interface Periods {
  /** Between sessions, from what came in to its assignment. [default] */
  assignDays: number
  /** In which a wrong assignment may be sent back, through the assigner. [default] */
  returnDays: number
  /** Until the department has talked to the representative. [default] */
  contactDays: number
  /** Until a co-handler's opinion is in. [default] */
  opinionMonths: number
  /** Until the answer. [law: 代表法, three months from the assignment] */
  answerMonths: number
  /** Until the answer where it was extended. [law: at most six] */
  extendedMonths: number
  /** Until the representative has judged. [default] */
  feedbackDays: number
  /** Once more, after 不满意. [default] */
  redoMonths: number
  /** How long a department's one-time link is good, in days that run through. [default] */
  linkDays: number
}

export const defaultPeriods: Periods = {
  assignDays: 7,
  returnDays: 5,
  contactDays: 20,
  opinionMonths: 1,
  answerMonths: 3,
  extendedMonths: 6,
  feedbackDays: 15,
  redoMonths: 1,
  linkDays: 30,
}

/** What the law leaves no choice in: never longer than this. */
export const legalMaximum = { answerMonths: 3, extendedMonths: 6 } as const

/** Refuses periods that the law does not allow. */
export function mustBeLawful(periods: Periods): void {
  const fields = (['answerMonths', 'extendedMonths'] as const).flatMap((path) =>
    periods[path] > legalMaximum[path] ||
    (path === 'extendedMonths' && periods.extendedMonths <= periods.answerMonths)
      ? [{ path, message: suggestionErrors.periodsTooLong.title }]
      : [],
  )
  if (fields.length > 0) throw new Failure(suggestionErrors.periodsTooLong, { fields })
}

/** A year without a table stands in nobody's way: it is counted when the table is there. */
function orNotYet(count: () => EpochMs): EpochMs {
  try {
    return count()
  } catch (error) {
    if (error instanceof Failure && error.kind.code === calendarErrors.yearUnknown.code)
      return NOT_COUNTED_YET
    throw error
  }
}

/** How a clock was counted; kept with it, so that another calendar can count it again. */
export interface Span {
  unit: 'working-day' | 'month' | 'date'
  count: number
}

export const workingDays = (count: number): Span => ({ unit: 'working-day', count })
export const months = (count: number): Span => ({ unit: 'month', count })

/** When a span from a moment is over. A date is over at its own moment, whatever the calendar. */
export const spanEnd = (from: EpochMs, { unit, count }: Span, calendar: WorkCalendar): EpochMs =>
  unit === 'date'
    ? count
    : orNotYet(() =>
        unit === 'month' ? addMonths(from, count, calendar) : addWorkingDays(from, count, calendar),
      )
