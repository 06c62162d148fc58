import type { ActivityAnswer, ActivityKind, Attendance } from './activities.words.ts'

/** One representative on the list of an activity. */
export interface Invitee {
  representativeId: string
  answer: ActivityAnswer
  attendance: Attendance
}

/** What is kept of somebody once an activity is closed; null: nothing, they were free to stay away. */
export type FinalAttendance = Exclude<Attendance, 'unknown'> | null

/**
 * What an activity ends with for one of its list. What the organiser wrote down counts. Else whoever
 * asked for leave is excused, and whoever had to come, or had said so, was absent. Where coming is
 * free, silence is nothing.
 */
export function finalAttendance(invitee: Invitee, mandatory: boolean): FinalAttendance {
  if (invitee.attendance !== 'unknown') return invitee.attendance
  if (invitee.answer === 'away') return mandatory ? 'excused' : null
  return mandatory || invitee.answer === 'coming' ? 'absent' : null
}

export type AttendanceSums = Record<Exclude<Attendance, 'unknown'> | 'none', number>

/** How many of a list would end as what. */
export function attendanceSums(list: readonly Invitee[], mandatory: boolean): AttendanceSums {
  const sums: AttendanceSums = { attended: 0, absent: 0, excused: 0, none: 0 }
  for (const invitee of list) sums[finalAttendance(invitee, mandatory) ?? 'none'] += 1
  return sums
}

/**
 * The fact that the ledger keeps of one representative. A report on duty is what was given, not
 * where somebody sat.
 */
export const factOf = (kind: ActivityKind, attendance: Exclude<Attendance, 'unknown'>): string =>
  kind === 'report' && attendance === 'attended' ? 'activity.reported' : `activity.${attendance}`
