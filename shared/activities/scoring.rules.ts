import { type MatterScoring, type ScoredBy, type Scoring, scoredFor } from '../matters/scoring.ts'
import type { ActivityKind } from './activities.words.ts'
import { matter } from './matter.words.ts'
import type { activityPoints } from './scoring.words.ts'

type Fact = ScoredBy<typeof matter>

/** What taking part in an activity of each kind counts as; null: as nothing. */
export const activityFacts: Readonly<
  Record<ActivityKind, keyof (typeof activityPoints)['facts'] | null>
> = {
  session: 'session.attended',
  inspection: 'inspection.joined',
  enforcement: 'inspection.joined',
  supervision: 'inspection.joined',
  survey: 'survey.joined',
  training: 'training.attended',
  reception: 'reception.held',
  visit: 'visit.made',
  report: 'duty.reported',
}

/** Somebody took part. */
const attended = (data: Record<string, unknown>): Scoring<Fact>[] => {
  const fact = activityFacts[data.kind as ActivityKind] ?? null
  return fact === null ? [] : scoredFor(data.representativeId, fact)
}

/** A correction after the end says the attendance anew: what it says, and what no longer holds. */
const corrected = (data: Record<string, unknown>): Scoring<Fact>[] => [
  ...(data.attendance === 'attended'
    ? attended(data)
    : scoredFor(data.representativeId, 'attendance.void')),
  ...scoredFor(
    data.representativeId,
    data.attendance === 'absent' ? 'absence.unexcused' : 'absence.void',
  ),
]

export const scoring: MatterScoring<Fact> = {
  kind: matter.kind,
  edition: 1,
  dated: true,
  settledLate: true,
  facts: {
    'activity.attended': attended,
    'activity.reported': attended,
    'activity.absent': (data) => scoredFor(data.representativeId, 'absence.unexcused'),
    'activity.corrected': corrected,
  },
}
