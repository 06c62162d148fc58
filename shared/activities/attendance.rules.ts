import type { ActivityAnswer, ActivityKind, Attendance, Unmarked } from './activities.words.ts'

/** One representative on the list of an activity. */
export interface Invitee {
  representativeId: string
  answer: ActivityAnswer
  attendance: Attendance
}

/** What is kept of somebody once an activity is closed; null: nothing, they were free to stay away. */
export type FinalAttendance = Exclude<Attendance, 'unknown'> | null

/** Whether somebody was awaited: had to come, or had said so. Nobody else can be absent. */
export const isAwaited = ({ answer }: Pick<Invitee, 'answer'>, mandatory: boolean): boolean =>
  mandatory || answer === 'coming'

/** Whether it was over when it was entered, so that nobody was told of it. */
export const isEnteredLate = (of: { createdAt: number; endsAt: number }): boolean =>
  of.createdAt >= of.endsAt

/** Whether somebody was awaited, and nobody wrote down whether they came. */
export const isUnmarked = ({ answer, attendance }: Invitee, mandatory: boolean): boolean =>
  attendance === 'unknown' && answer !== 'away' && isAwaited({ answer }, mandatory)

/**
 * What an activity ends with for one of its list. What the organiser wrote down counts, but for an
 * absence of whoever was free to stay away. Else whoever asked for leave is excused.
 * @param unmarked what becomes of those whom nobody wrote down: nothing, unless somebody says so
 */
export function finalAttendance(
  invitee: Invitee,
  mandatory: boolean,
  unmarked: Unmarked = 'open',
): FinalAttendance {
  const { answer, attendance } = invitee
  if (attendance === 'absent' && !isAwaited(invitee, mandatory)) return null
  if (attendance !== 'unknown') return attendance
  if (answer === 'away') return mandatory ? 'excused' : null
  return unmarked === 'absent' && isAwaited(invitee, mandatory) ? 'absent' : null
}

export type AttendanceSums = Record<Exclude<Attendance, 'unknown'> | 'unmarked' | 'none', number>

/** How many of a list would end as what, where nobody says what becomes of the unmarked. */
export function attendanceSums(list: readonly Invitee[], mandatory: boolean): AttendanceSums {
  const sums: AttendanceSums = { attended: 0, absent: 0, excused: 0, unmarked: 0, none: 0 }
  for (const invitee of list) {
    const without = isUnmarked(invitee, mandatory) ? 'unmarked' : 'none'
    sums[finalAttendance(invitee, mandatory) ?? without] += 1
  }
  return sums
}

/**
 * The fact that the ledger keeps of one representative. A report on duty is what was given, not
 * where somebody sat.
 */
export const factOf = (kind: ActivityKind, attendance: Exclude<Attendance, 'unknown'>): string =>
  kind === 'report' && attendance === 'attended' ? 'activity.reported' : `activity.${attendance}`
