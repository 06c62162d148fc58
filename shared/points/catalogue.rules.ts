import type { EpochMs } from '../core/clock.ts'
import { scorings } from '../matters/index.rules.ts'
import {
  type LedgerFact,
  type MatterScoring,
  type NamedOwner,
  named,
  type Scoring,
  scoredFor,
} from '../matters/scoring.ts'
import { paperScoring } from '../paperwork/paperwork.rules.ts'
import type { EntryKind } from './points.words.ts'

/** One scoring fact: what somebody did, when, in which matter. One of a kind and matter scores once. */
export interface Entry {
  representativeId: string
  fact: EntryKind
  matterKind: string
  matterId: string
  at: EpochMs
  /** Its place in the ledger, the last one where it was said again; what takes it back comes later. */
  sequence: number
  /** Its moment is what counts from now on: what was known of it was put right. */
  corrects?: true
}

/** A first answer to a voter: by whoever gave it, in time or late. A station's is nobody's own. */
const answered = (data: Record<string, unknown>): Scoring<EntryKind>[] =>
  data.first === true
    ? scoredFor(data.by, data.late === true ? 'answer.late' : 'answer.in-time')
    : []

const firstAnswer = (data: Record<string, unknown>): NamedOwner | null =>
  data.first === true ? named('first-answer', data.by) : null

/** What of the voters' own matters scores. */
const issues: MatterScoring<EntryKind> = {
  kind: 'issue',
  edition: 6,
  names: {
    'issue.answered': firstAnswer,
    'issue.referred': firstAnswer,
    'issue.declined': firstAnswer,
  },
  facts: {
    'issue.answered': answered,
    'issue.referred': answered,
    'issue.declined': answered,
    'issue.acknowledgement-upheld': () => [
      { fact: 'answer.hollow', owner: { namedBy: 'first-answer' } },
    ],
  },
}

/** Voters' matters, what is kept on paper, and every kind that says in its own folder what scores. */
const all: readonly MatterScoring<EntryKind>[] = [issues, paperScoring, ...scorings]

const catalogue: MatterScoring<EntryKind>['facts'] = Object.assign(
  {},
  ...all.map(({ facts }) => facts),
)
const ownerFacts: NonNullable<MatterScoring<EntryKind>['names']> = Object.assign(
  {},
  ...all.map(({ names }) => names),
)
const dated = new Set(all.flatMap((one) => (one.dated === true ? [one.kind] : [])))
const settledLate = new Set(all.flatMap((one) => (one.settledLate === true ? [one.kind] : [])))

/** Grows with every change of what scores: the ledger is then read anew from its beginning. */
export const CATALOGUE = all.reduce((sum, { edition }) => sum + edition, 0)

/** Types of facts that the fold has to look at; everything else is none of points. */
export const scoringTypes: readonly string[] = Object.keys(catalogue)
/** And of those that name whose a matter is. */
export const namingTypes: readonly string[] = Object.keys(ownerFacts)

/** Which owner a fact names; null: none. */
export const namedOwner = ({ type, data }: LedgerFact): NamedOwner | null =>
  ownerFacts[type]?.(data) ?? null

/** The moment that counts: of an activity when it was, not when it was written down. */
export const happenedAt = ({ at, data, subjectKind }: LedgerFact): EpochMs =>
  dated.has(subjectKind) && typeof data.on === 'number' ? data.on : at

/** Whether a fact counts as of a moment: it was written down by then, or tells late of a day of before. */
export const countedBy = (fact: LedgerFact, moment: EpochMs): boolean =>
  fact.at < moment || (settledLate.has(fact.subjectKind) && happenedAt(fact) < moment)

/** What one fact of the ledger scores, before any rule: which kinds of duty, and whose. */
export const scoringOf = ({ type, data }: LedgerFact): Scoring<EntryKind>[] =>
  catalogue[type]?.(data) ?? []
