import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { Limits } from '@mashang/shared/districts/limits.words.ts'
import type { ResolutionClockView } from '@mashang/shared/issues/clocks.model.ts'
import { SUGGESTED } from '@mashang/shared/issues/clocks.words.ts'
import { isLate, may } from '@mashang/shared/issues/issues.rules.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import type { DeadlineRecord } from '../core/deadlines/deadlines.store.ts'
import type { IssueRecord } from './issues.store.ts'

/** The clock of what was promised, as it is shown. */
export const resolutionView = (
  row: DeadlineRecord,
  { waits }: Limits,
  now: number,
): ResolutionClockView => ({
  startedAt: toIso(row.startedAt),
  dueAt: row.dueAt === NOT_COUNTED_YET ? null : toIso(row.dueAt),
  stoppedAt: toIsoOrNull(row.stoppedAt),
  pausedAt: toIsoOrNull(row.pausedAt),
  resumeBy: toIsoOrNull(row.resumeBy),
  overdue: isLate(row.dueAt, row.stoppedAt ?? now),
  workingDays: row.workingDays ?? 0,
  extendedDays: row.extendedDays,
  waitsLeft: Math.max(0, waits - (row.pauses?.length ?? 0) - (row.pausedAt === null ? 0 : 1)),
  suggested: row.stoppedBy === SUGGESTED,
  takenOver: row.stoppedBy === 'issue.coordination',
  rule: row.rule,
})

/** What whoever handles it may do about what was promised, by the rules that the server obeys. */
export function resolutionMoves(
  state: IssueRecord['state'],
  clock: ResolutionClockView | null,
  handles: boolean,
  { extension, complexDays }: Limits,
) {
  const runs = clock !== null && clock.stoppedAt === null
  const inTime = handles && runs && !clock.overdue
  return {
    conclude: handles && may(state, 'conclude'),
    extend: inTime && may(state, 'extend') && clock.extendedDays === 0 && extension > 0,
    lengthen: inTime && may(state, 'extend') && clock.workingDays < complexDays,
    wait: inTime && may(state, 'wait') && clock.pausedAt === null && clock.waitsLeft > 0,
    resume: handles && runs && clock.pausedAt !== null,
  }
}
