import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { localDay } from '../core/local-time.ts'
import { isSettled } from './decide.rules.ts'
import type { Logged } from './mediations.model.ts'
import type { MediationOutcome, MediationState } from './mediations.words.ts'

/** What one side promised by a day, as it was written down with a step. */

interface Told {
  state: MediationState
  outcome: MediationOutcome | null
  log: readonly Logged[]
}

export interface OpenPromise {
  /** Which step of the log it came with. */
  nth: number
  /** The day as ISO 8601. */
  for: string
  text: string
  /** Whether the day has come. */
  isDue: boolean
}

/**
 * Those that nobody has looked at since: a later step says that they were kept, or was taken on their
 * day or after it. Where nothing came of the mediation, there is nothing to keep.
 */
export function openPromises({ state, outcome, log }: Told, now: EpochMs): OpenPromise[] {
  if (state === 'ended' && !isSettled(outcome)) return []
  return log.flatMap(({ promisedFor, text }, nth) => {
    if (promisedFor === undefined) return []
    const seen = log.slice(nth + 1).some((one) => one.kept === true || one.on >= promisedFor)
    return seen
      ? []
      : [{ nth, for: promisedFor, text, isDue: dayOfIso(promisedFor) <= localDay(now) }]
  })
}

/** The log with what has to be asked about today marked as asked; null: nothing has. */
export function askedToday(told: Told, now: EpochMs): readonly Logged[] | null {
  const due = new Set(
    openPromises(told, now).flatMap(({ nth, isDue }) =>
      isDue && told.log[nth]?.askedAt === undefined ? [nth] : [],
    ),
  )
  return due.size === 0
    ? null
    : told.log.map((one, nth) => (due.has(nth) ? { ...one, askedAt: now } : one))
}
