import { type MatterScoring, type ScoredBy, type Scoring, scoredFor } from '../matters/scoring.ts'
import { matter } from './matter.words.ts'

type Fact = ScoredBy<typeof matter>

/** Somebody mediated, and whether it came to a settlement; on the day of its end. */
const done = ({ representativeId, settled, on }: Record<string, unknown>): Scoring<Fact>[] =>
  [
    ...scoredFor<Fact>(representativeId, 'mediation.done'),
    ...(settled === true ? scoredFor<Fact>(representativeId, 'mediation.settled') : []),
  ].map((one) => (typeof on === 'number' ? { ...one, on } : one))

export const scoring: MatterScoring<Fact> = {
  kind: matter.kind,
  edition: 1,
  rules: [
    {
      id: 'mediation',
      title: '参与调解',
      facts: { 'mediation.done': 2, 'mediation.settled': 1 },
      cap: 10,
      review: 'office',
    },
  ],
  facts: {
    'mediation.done': done,
    'mediation.undone': ({ representativeId }) => scoredFor(representativeId, 'mediation.void'),
  },
}

/** The role that it shows, in points and in records. */
export const { role } = matter.points.facts['mediation.done']
