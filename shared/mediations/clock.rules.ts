import { calendarErrors } from '../calendars/calendars.errors.ts'
import { dayOfIso, isoOfDay, type WorkCalendar } from '../calendars/work-calendar.rules.ts'
import { addDays, addWorkingDays, endOfDay } from '../calendars/working-time.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { localDay } from '../core/local-time.ts'
import type { MediationState } from './mediations.words.ts'

/** Working days until it is accepted, and until the other side was asked. [default] */
const ACCEPT = 3
const ASK = 3
/** Days of a mediation from its acceptance, longer only if both agree. [law] */
const MEDIATE = 30
/**
 * How many days more both may agree to at once. The law names no end where both agree; this is about
 * as long as the first time, so that a mistyped year is noticed, and may be agreed to again. [default]
 */
const EXTEND = 30
/** Days from the agreement in which both ask the court to confirm it. [law] */
const CONFIRM = 30

export interface Clocked {
  state: MediationState
  createdAt: EpochMs
  acceptedAt: EpochMs | null
  /** To which day both have agreed; null: to none. */
  extendedTo: string | null
}

/** When the step that is on now has to be done; null: none is, or its year has no calendar yet. */
export function dueOf(
  { state, createdAt, acceptedAt, extendedTo }: Clocked,
  calendar: WorkCalendar,
): EpochMs | null {
  try {
    if (state === 'registered') return addWorkingDays(createdAt, ACCEPT, calendar)
    if (state === 'ended' || acceptedAt === null) return null
    if (state === 'accepted') return addWorkingDays(acceptedAt, ASK, calendar)
    return extendedTo === null
      ? addDays(acceptedAt, MEDIATE, calendar)
      : endOfDay(dayOfIso(extendedTo))
  } catch (error) {
    if (error instanceof Failure && error.kind.code === calendarErrors.yearUnknown.code) return null
    throw error
  }
}

/** A clock begins with its step, or when both agree to more time; nothing else that is done moves it. */
export const dueAfter = (
  was: Clocked & { dueAt: EpochMs | null },
  next: Clocked,
  calendar: WorkCalendar,
): EpochMs | null =>
  next.state === was.state && next.extendedTo === was.extendedTo ? was.dueAt : dueOf(next, calendar)

/**
 * Which days both may agree to, as days since 1970: later than what there is, not before today. Where
 * nobody knows the day yet, the law's is the least that there is.
 */
export function extendable(
  { dueAt, acceptedAt }: Pick<Clocked, 'acceptedAt'> & { dueAt: EpochMs | null },
  now: EpochMs,
): { first: number; last: number } {
  const today = localDay(now)
  const due = dueAt === null ? localDay(acceptedAt ?? now) + MEDIATE : localDay(dueAt - 1)
  return { first: Math.max(today, due + 1), last: Math.max(today, due) + EXTEND }
}

/** The last day on which an agreement may be brought to the court. */
export const confirmBy = (endedOn: string): string => isoOfDay(dayOfIso(endedOn) + CONFIRM)
