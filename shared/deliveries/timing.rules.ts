import { DAY, type EpochMs, HOUR, MINUTE, SECOND } from '../core/clock.ts'
import { calendarDayStart } from '../core/local-time.ts'
import type { NoticeKind } from '../notices/notices.model.ts'
import { isOverdueKind, type Preferences, topicOf } from './preferences.rules.ts'

const minuteOfDay = (at: EpochMs): number => (at - calendarDayStart(at)) / MINUTE

/** The first moment from `at` on at which the local clock shows this minute of the day. */
function nextAt(at: EpochMs, minute: number): EpochMs {
  const today = calendarDayStart(at) + minute * MINUTE
  return today >= at ? today : today + DAY
}

/** `at`, or the end of the quiet hours that it falls into. */
export function afterQuiet(
  at: EpochMs,
  { quietFrom, quietUntil }: Pick<Preferences, 'quietFrom' | 'quietUntil'>,
): EpochMs {
  if (quietFrom === quietUntil) return at
  const now = minuteOfDay(at)
  const quiet =
    quietFrom < quietUntil
      ? now >= quietFrom && now < quietUntil
      : now >= quietFrom || now < quietUntil
  return quiet ? nextAt(at, quietUntil) : at
}

/** Whether this one may ring at any hour. */
const rings = (kind: NoticeKind, preferences: Preferences): boolean =>
  preferences.overdueRings && isOverdueKind(kind)

/** Keeps quiet hours, for a repetition too. */
export const soundAt = (at: EpochMs, kind: NoticeKind, preferences: Preferences): EpochMs =>
  rings(kind, preferences) ? at : afterQuiet(at, preferences)

/**
 * When a notice leaves for one address. Clocks do not wait for a summary: it would come too late.
 * @param lastSentAt when something last left for this address, null: never
 * @param gatherMinutes after a message, what comes within this span goes into the next one
 */
export function leavesAt(
  now: EpochMs,
  kind: NoticeKind,
  preferences: Preferences,
  lastSentAt: EpochMs | null,
  gatherMinutes: number,
): EpochMs {
  const gathered = Math.max(now, lastSentAt === null ? now : lastSentAt + gatherMinutes * MINUTE)
  const topic = topicOf(kind)
  // Clocks of other matters than the voters' count days, so that they may wait for a summary.
  const waits = topic !== null && topic !== 'clock' && topic !== 'alarms'
  if (preferences.rhythm === 'at-once' || !waits) return soundAt(gathered, kind, preferences)
  const half = 30 * MINUTE
  const at =
    preferences.rhythm === 'daily' ? nextAt(now, preferences.dailyAt) : Math.ceil(now / half) * half
  return soundAt(at, kind, preferences)
}

/** Pauses before the second, third … attempt. [default] About a day and a half in all. */
const PAUSES = [30 * SECOND, 2 * MINUTE, 8 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR]

/** After so many attempts it waits for a person. */
export const MOST_ATTEMPTS = PAUSES.length + 1

/** The least pause where the peer itself asked for patience. */
const LATER = 10 * MINUTE

/**
 * When to try again after that many attempts; null: not by itself any more.
 * @param random 0 to 1, spreads those that failed together by a fifth to either side
 */
export function nextAttempt(
  now: EpochMs,
  attempts: number,
  again: 'soon' | 'later' | 'never',
  random: number,
): EpochMs | null {
  const pause = PAUSES[attempts - 1]
  if (again === 'never' || pause === undefined) return null
  const wanted = again === 'later' ? Math.max(pause, LATER) : pause
  return now + Math.round(wanted * (0.8 + 0.4 * random))
}
