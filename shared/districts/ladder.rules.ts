import { type EpochMs, HOUR, SECOND } from '../core/clock.ts'
import { type LadderLevel, STANDARD_LADDER } from './ladder.words.ts'

/** The ladder of a district, and since when it is this one. */
export interface Ladder {
  levels: readonly LadderLevel[]
  since: EpochMs
}

export const ladderOf = (district: {
  ladder: LadderLevel[] | null
  ladderSince: EpochMs
}): Ladder => ({ levels: district.ladder ?? STANDARD_LADDER, since: district.ladderSince })

/** What the ladder needs of a clock. */
export interface Climb {
  startedAt: EpochMs
  dueAt: EpochMs
  /** Hours of the highest level that is behind it; 0: none yet. */
  remindedHours: number
  /** Moment of its next level as it was last worked out; null: none, or never worked out. */
  remindAt: EpochMs | null
}

/** A level that is said later than this was missed in its time: the system was down. */
const PUNCTUAL = 60 * SECOND

const momentOf = (clock: Pick<Climb, 'startedAt'>, level: LadderLevel): EpochMs =>
  clock.startedAt + level.hours * HOUR

/** The first level's moment of a clock that starts now. */
export const firstRemindAt = (ladder: Ladder, startedAt: EpochMs): EpochMs | null => {
  const first = ladder.levels[0]
  return first === undefined ? null : momentOf({ startedAt }, first)
}

/**
 * Levels that this clock still has before it. Whoever changes the ladder changes what is to come:
 * a level whose moment lay before the change is passed over for clocks that ran then, unless the
 * clock was waiting to be reminded already when the change came (the system was down, the clocks
 * were frozen): what is owed stays owed.
 */
function levelsLeft(clock: Climb, ladder: Ladder): LadderLevel[] {
  const owed = clock.remindAt !== null && clock.remindAt < ladder.since
  return ladder.levels.filter(
    (level) =>
      level.hours > clock.remindedHours && (owed || momentOf(clock, level) >= ladder.since),
  )
}

/** The moment of the next level of a running clock; null when all are behind it. */
export function nextRemindAt(clock: Climb, ladder: Ladder): EpochMs | null {
  const next = levelsLeft(clock, ladder)[0]
  return next === undefined ? null : momentOf(clock, next)
}

export type Rung = 'clock.reminded' | 'clock.overdue' | 'clock.escalated'

export interface Reminder {
  kind: Rung
  /** Place of the level in the ladder, from 1. */
  level: number
  hours: number
  /** Everyone whom this level or one that is passed over with it would have told, once each. */
  to: LadderLevel['to']
  /** Hours of the lower levels that were missed and are not said any more. */
  skipped: number[]
  /** It comes more than a minute after its moment. */
  late: boolean
  /** Moment of the level after it. */
  nextAt: EpochMs | null
}

/**
 * What is to be said of a running clock now. Exactly at its moment nothing is late yet, so a level
 * comes when its hours are over entirely. Of several that were missed only the highest is said, to
 * all whom the missed ones would have told: nobody is told twice, and nobody is left out.
 * Null: nothing is due, and `nextRemindAt` says when something will be.
 */
export function decideReminder(clock: Climb, ladder: Ladder, now: EpochMs): Reminder | null {
  const due = levelsLeft(clock, ladder).filter((level) => momentOf(clock, level) < now)
  const highest = due.at(-1)
  if (highest === undefined) return null
  const moment = momentOf(clock, highest)
  return {
    kind: rungOf(clock, ladder, highest),
    level: ladder.levels.indexOf(highest) + 1,
    hours: highest.hours,
    to: [...new Set(due.flatMap((level) => level.to))],
    skipped: due.slice(0, -1).map((level) => level.hours),
    late: now - moment > PUNCTUAL,
    nextAt: nextRemindAt({ ...clock, remindedHours: highest.hours, remindAt: moment }, ladder),
  }
}

/** Before the due moment a reminder; the first level from then on says "overdue", later ones escalate. */
function rungOf(clock: Climb, ladder: Ladder, level: LadderLevel): Rung {
  if (momentOf(clock, level) < clock.dueAt) return 'clock.reminded'
  const first = ladder.levels.find((each) => momentOf(clock, each) >= clock.dueAt)
  return level === first ? 'clock.overdue' : 'clock.escalated'
}
