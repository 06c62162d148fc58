import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { dayStartOf } from '../core/local-time.ts'
import { pointsErrors } from './points.errors.ts'
import type { EntryAct } from './points.words.ts'
import type { Rule } from './rule-set.model.ts'
import { type Version, versionAt } from './rule-set.rules.ts'

/** Who looks at points: the office at everybody's, a station's account at those of its own people. */
export type Reviewer = { kind: 'office' } | { kind: 'station'; stationIds: readonly string[] }

/** Whose fact it is, by their home station, and the rule that it scores by. */
export interface Reviewed {
  stationId: string | null
  rule: Pick<Rule, 'review'> | null
}

/**
 * Whether a fact is for somebody to look at before it scores. The office may always: a station may
 * have nobody, and a representative none.
 */
export const isForReviewer = (by: Reviewer, { stationId, rule }: Reviewed): boolean =>
  by.kind === 'office' ||
  (rule?.review === 'station' && stationId !== null && by.stationIds.includes(stationId))

/** Refuses what is another station's, as if it were not there, and what is the office's alone. */
export function mustBeForReviewer(by: Reviewer, of: Reviewed, act: EntryAct): void {
  if (by.kind === 'office') return
  if (of.stationId === null || !by.stationIds.includes(of.stationId))
    throw new Failure(pointsErrors.notFound)
  if (act === 'reverse' || act === 'restore' || !isForReviewer(by, of))
    throw new Failure(pointsErrors.officeReviews)
}

/** Whether a station looks at facts of a time: a version of then has a rule that says so. */
export function stationLooks(
  { from, to }: { from: EpochMs; to: EpochMs },
  versions: readonly Version[],
): boolean {
  const later = versions.filter((one) => dayStartOf(one.from) > from && dayStartOf(one.from) < to)
  return [versionAt(from, versions), ...later].some(({ set }) =>
    set.rules.some(({ review }) => review === 'station'),
  )
}
