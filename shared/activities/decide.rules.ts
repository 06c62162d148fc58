import { DAY, type EpochMs, HOUR } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { activityErrors } from './activities.errors.ts'
import type {
  ActivityAct,
  ActivityAnswer,
  ActivityPart,
  ActivityState,
  Attendance,
} from './activities.words.ts'
import { moves } from './moves.rules.ts'

/** When an activity is, and how many places it has. */
export interface Schedule {
  startsAt: EpochMs
  endsAt: EpochMs
  /** Until when one may answer; null: until it begins. */
  deadlineAt: EpochMs | null
  /** null: as many as come. */
  capacity: number | null
}

/** How long before the start and after the end the door is open. [default] */
const DOOR = HOUR
const LONGEST = 15 * DAY

/** Whether the table lets this part do this now. */
export const may = (state: ActivityState, act: ActivityAct, part: ActivityPart | null): boolean =>
  part !== null && moves[state][act]?.by.includes(part) === true

/** Refuses what the table does not have: first what nobody may do now, then whose step it is not. */
export function mustBeAllowed(
  state: ActivityState,
  act: ActivityAct,
  part: ActivityPart | null,
): void {
  if (moves[state][act] === undefined) throw new Failure(activityErrors.notNow)
  if (!may(state, act, part)) throw new Failure(activityErrors.notYours)
}

/** Refuses times that cannot be, and fewer places than were taken. */
export function mustFit(schedule: Schedule, coming: number): void {
  const at = (path: string, kind: (typeof activityErrors)[keyof typeof activityErrors]) =>
    new Failure(kind, { fields: [{ path, message: kind.title }] })
  if (schedule.endsAt <= schedule.startsAt) throw at('endsAt', activityErrors.endsBefore)
  if (schedule.endsAt - schedule.startsAt > LONGEST) throw at('endsAt', activityErrors.tooLong)
  if (schedule.deadlineAt !== null && schedule.deadlineAt > schedule.startsAt)
    throw at('deadlineAt', activityErrors.deadlineLate)
  if (schedule.capacity !== null && schedule.capacity < coming)
    throw at('capacity', activityErrors.capacityBelow)
}

/** The moment after which an answer is too late. */
export const answersUntil = (schedule: Schedule): EpochMs =>
  schedule.deadlineAt ?? schedule.startsAt

/** When the list may be ticked and the code at the door begins to count. */
export const doorOpens = (startsAt: EpochMs): EpochMs => startsAt - DOOR

type DoorTimes = Pick<Schedule, 'startsAt' | 'endsAt'>

/** Whether somebody may check in by the code at the door. */
export const doorIsOpen = (schedule: DoorTimes, now: EpochMs): boolean =>
  doorOpens(schedule.startsAt) <= now && now <= schedule.endsAt + DOOR

/** Why nothing may be written out of one by somebody, as a sentence; null: it may. Only whoever was there has seen anything. */
export function whyNotWritten(
  { state, startsAt }: Pick<Schedule, 'startsAt'> & { state: ActivityState },
  own: { answer: ActivityAnswer; attendance: Attendance } | null,
  now: EpochMs,
): string | null {
  if (state === 'cancelled') return '这项活动取消了，写不成建议。'
  if (now < startsAt) return '活动还没有开始，去过以后再写成建议。'
  // Whoever came all the same was there; of whom nobody wrote down, what they said counts.
  if (own === null || own.attendance === 'attended') return null
  if (own.attendance !== 'unknown')
    return '名单上记的是您没有到会，写不成建议；记错了，请组织者更正。'
  return own.answer === 'away' ? '您请了假，没有去这项活动，写不成建议。' : null
}

/** Where the door stands for somebody with its code in their hand. */
export type DoorStanding = 'early' | 'open' | 'late' | 'closed' | 'cancelled'

export function doorStanding(
  state: ActivityState,
  schedule: DoorTimes,
  now: EpochMs,
): DoorStanding {
  if (state !== 'open') return state
  if (doorIsOpen(schedule, now)) return 'open'
  return now < doorOpens(schedule.startsAt) ? 'early' : 'late'
}

/** Refuses what comes at the wrong time; everything else may be done whenever the table says so. */
export function mustBeInTime(act: ActivityAct, schedule: Schedule, now: EpochMs): void {
  if ((act === 'come' || act === 'decline') && now > answersUntil(schedule))
    throw new Failure(activityErrors.tooLate)
  if (act === 'arrive' && !doorIsOpen(schedule, now)) throw new Failure(activityErrors.scanClosed)
  if (act === 'mark' && now < doorOpens(schedule.startsAt)) throw new Failure(activityErrors.notYet)
  if (act === 'close' && now < schedule.startsAt) throw new Failure(activityErrors.notYet)
}

/** Whether people have to be told: when or where has changed, and it is not over. */
export const mustTell = (
  before: Pick<Schedule, 'startsAt' | 'endsAt'> & { place: string },
  after: Pick<Schedule, 'startsAt' | 'endsAt'> & { place: string },
  now: EpochMs,
): boolean =>
  after.endsAt > now &&
  (before.startsAt !== after.startsAt ||
    before.endsAt !== after.endsAt ||
    before.place !== after.place)
