import { calendarErrors } from '../calendars/calendars.errors.ts'
import { dayOfIso, isoOfDay, type WorkCalendar } from '../calendars/work-calendar.rules.ts'
import { addDays, addWorkingDays, endOfDay } from '../calendars/working-time.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import type { MediationState } from './mediations.words.ts'

/** Working days until it is accepted, and until the other side was asked. [default] */
const ACCEPT = 3
const ASK = 3
/** Days of a mediation from its acceptance, longer only if both agree. [law] */
const MEDIATE = 30
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

/** The last day on which an agreement may be brought to the court. */
export const confirmBy = (endedOn: string): string => isoOfDay(dayOfIso(endedOn) + CONFIRM)
