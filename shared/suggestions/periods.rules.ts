import { calendarErrors } from '../calendars/calendars.errors.ts'
import { dayOfIso, type WorkCalendar } from '../calendars/work-calendar.rules.ts'
import {
  addMonths,
  addWorkingDays,
  endOfDay,
  monthsAtLeast,
} from '../calendars/working-time.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { localDay, localParts } from '../core/local-time.ts'
import { NOT_COUNTED_YET } from '../issues/resolution.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import { answerClasses, type ClassWords } from './suggestions.words.ts'

/** When it was handed in, as the congress counts it: in a session of that year, or between two. */
export interface HandedIn {
  at: 'session' | 'between'
  year: number
}

/** How long everything may take. Days are working days. */
export interface Periods {
  /** Between sessions, from what came in to its assignment. [default] */
  assignDays: number
  /** From the end of the congress's session to the assignment of what was handed in there, in days
   * that run through. [default] */
  sessionAssignDays: number
  /** The first and the last day of the session, ISO 8601; null: none is set. */
  sessionFrom: string | null
  sessionTo: string | null
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
  /** Whether answers are signed by accounts of 签发人 alone, and by nobody's typed name. [default] */
  accountSigns: boolean
  /** 解决程度: how the district says A, B and C. [default] */
  classes: ClassWords
}

export const defaultPeriods: Periods = {
  assignDays: 7,
  sessionAssignDays: 10,
  sessionFrom: null,
  sessionTo: null,
  returnDays: 5,
  contactDays: 20,
  opinionMonths: 1,
  answerMonths: 3,
  extendedMonths: 6,
  feedbackDays: 15,
  redoMonths: 1,
  linkDays: 30,
  accountSigns: false,
  classes: { ...answerClasses },
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
  const { sessionFrom: from, sessionTo: to } = periods
  if (from === null && to === null) return
  if (from === null || to === null || from > to) {
    const { title: message } = suggestionErrors.sessionDays
    throw new Failure(suggestionErrors.sessionDays, { fields: [{ path: 'sessionTo', message }] })
  }
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

/** Until when what is handed in now is assigned: after the session where it is one's, else soon. */
export function assignSpan(periods: Periods, now: EpochMs): Span {
  const { sessionFrom: from, sessionTo: to, sessionAssignDays, assignDays } = periods
  const today = localDay(now)
  if (from === null || to === null || today < dayOfIso(from) || today > dayOfIso(to))
    return workingDays(assignDays)
  return { unit: 'date', count: endOfDay(dayOfIso(to) + sessionAssignDays) }
}

/**
 * At which session what is handed in now is handed in. The office sets one session at a time: in its
 * year what comes after it is between sessions; of any other day nobody knows.
 */
export function handedInAt({ sessionFrom, sessionTo }: Periods, now: EpochMs): HandedIn | null {
  if (sessionFrom === null || sessionTo === null) return null
  const [today, year] = [localDay(now), localParts(now).year]
  if (today >= dayOfIso(sessionFrom) && today <= dayOfIso(sessionTo))
    return { at: 'session', year: Number(sessionFrom.slice(0, 4)) }
  return today > dayOfIso(sessionTo) && sessionTo.startsWith(String(year))
    ? { at: 'between', year }
    : null
}

/** What is certain of a span whose year has no table yet: months end no earlier; null: nothing is. */
export const earliestEnd = (from: EpochMs, { unit, count }: Span): EpochMs | null =>
  unit === 'month' ? monthsAtLeast(from, count) : null

/** When a span from a moment is over. A date is over at its own moment, whatever the calendar. */
export const spanEnd = (from: EpochMs, { unit, count }: Span, calendar: WorkCalendar): EpochMs =>
  unit === 'date'
    ? count
    : orNotYet(() =>
        unit === 'month' ? addMonths(from, count, calendar) : addWorkingDays(from, count, calendar),
      )
