import { DAY, type EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { calendarDayStart, dayWords, localDayStart } from '../core/local-time.ts'
import { leaveErrors } from './leaves.errors.ts'
import { LEAVE_DAYS } from './leaves.words.ts'

/** Who looks after what comes to somebody who is away. */
export interface StandIn {
  kind: 'representative' | 'station'
  id: string
}

export interface Leave {
  representativeId: string
  standIn: StandIn
  startsAt: EpochMs
  /** The moment after its last day. */
  endsAt: EpochMs
}

export const inForce = (leave: Pick<Leave, 'startsAt' | 'endsAt'>, now: EpochMs): boolean =>
  leave.startsAt <= now && now < leave.endsAt

const meet = (a: Pick<Leave, 'startsAt' | 'endsAt'>, b: Pick<Leave, 'startsAt' | 'endsAt'>) =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** The span of whole local days, both included; the last one ends at 24:00. */
export const spanOf = (from: string, to: string): Pick<Leave, 'startsAt' | 'endsAt'> => ({
  startsAt: localDayStart(Date.parse(from) / DAY),
  endsAt: localDayStart(Date.parse(to) / DAY + 1),
})

/**
 * Refuses a leave that cannot be: backwards, past, too long, over another of the same person, with
 * oneself or somebody who is away meanwhile, of somebody who stands in then. Who stands in for the stand-in is never asked.
 * @param known leaves of anybody that are not over
 */
export function mustFit(leave: Leave, known: readonly Leave[], now: EpochMs): void {
  if (leave.endsAt <= leave.startsAt) throw new Failure(leaveErrors.backwards)
  if (leave.startsAt < calendarDayStart(now)) throw new Failure(leaveErrors.past)
  if (leave.endsAt - leave.startsAt > LEAVE_DAYS * DAY) throw new Failure(leaveErrors.tooLong)
  if (leave.standIn.id === leave.representativeId) throw new Failure(leaveErrors.oneself)
  const meanwhile = known.filter((other) => meet(other, leave))
  if (meanwhile.some((other) => other.representativeId === leave.representativeId))
    throw new Failure(leaveErrors.overlap)
  if (meanwhile.some((other) => other.representativeId === leave.standIn.id))
    throw new Failure(leaveErrors.standInAway)
  // Else nobody would look after whom they stand in for.
  if (meanwhile.some((other) => other.standIn.id === leave.representativeId))
    throw new Failure(leaveErrors.standsIn)
}

/** "李婺代表休假到 11月28日，由张建平代表代看。" */
export const awayWords = (name: string, leave: Pick<Leave, 'endsAt'>, standIn: string): string =>
  `${name}代表休假到 ${dayWords(leave.endsAt - 1)}，由${standIn}代看。`
