import { Failure } from '../core/errors.ts'
import { pointsErrors } from './points.errors.ts'
import type { EntryAct } from './points.words.ts'
import type { Rule } from './rule-set.model.ts'

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
