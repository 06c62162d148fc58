import { DAY, type EpochMs } from '../core/clock.ts'
import { SOON_DAYS, type SuggestionClock } from './suggestions.words.ts'

/** When whoever owes something hears of it by itself: once before the end of its time, once after. */

export interface RunningClock {
  clock: SuggestionClock
  startedAt: EpochMs
  dueAt: EpochMs
  /** When its owner was told last; null: never. */
  askedAt: EpochMs | null
}

export interface Pressing {
  what: 'soon' | 'late'
  /** Whoever was told from this moment on was told of this. */
  since: EpochMs
}

/** A right is nothing that somebody owes; of a promise its own question is asked on the day. */
const SILENT: readonly SuggestionClock[] = ['return', 'promise']

/** A third of a short time is enough warning of its end. */
const soonFrom = ({ startedAt, dueAt }: RunningClock): EpochMs =>
  dueAt - Math.min(SOON_DAYS * DAY, (dueAt - startedAt) / 3)

/**
 * What is to be told now; null: nothing, or it was told. An end that moved is told anew. What has been
 * late for longer than a notice would have warned of is in the lists, and no news.
 */
export function pressingNow(row: RunningClock, now: EpochMs): Pressing | null {
  const { clock, dueAt, askedAt } = row
  if (SILENT.includes(clock)) return null
  const is: Pressing =
    now > dueAt ? { what: 'late', since: dueAt + 1 } : { what: 'soon', since: soonFrom(row) }
  const isTold = askedAt !== null && askedAt >= is.since
  return now < is.since || isTold || now - dueAt > SOON_DAYS * DAY ? null : is
}
