import type { ActivityKind } from '../activities/activities.words.ts'
import type { EpochMs } from '../core/clock.ts'
import type { EntryKind, FactKind } from './points.words.ts'

/** A fact of the ledger, as far as points need it. */
export interface LedgerFact {
  sequence: number
  at: EpochMs
  type: string
  subjectKind: string
  subjectId: string
  data: Record<string, unknown>
}

/** One scoring fact: what somebody did, when, in which matter. One of a kind and matter scores once. */
export interface Entry {
  representativeId: string
  fact: EntryKind
  matterKind: string
  matterId: string
  at: EpochMs
  /** Its place in the ledger, the last one where it was said again; what takes it back comes later. */
  sequence: number
}

/** Whose it is: named by the fact, or by the first fact of that type about the same matter. */
export type Owner = { id: string } | { namedBy: OwnerFact }

/** Facts that name the owner of a matter, once and for ever. */
export const ownerFacts = {
  'suggestion.submit': (data: Record<string, unknown>) => textOf(data.byId),
  'issue.answered': firstAnswerOf,
  'issue.referred': firstAnswerOf,
  'issue.declined': firstAnswerOf,
} as const
export type OwnerFact = 'suggestion.submit' | 'first-answer'

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function firstAnswerOf(data: Record<string, unknown>): string | null {
  return data.first === true ? textOf(data.by) : null
}

/** Which owner a fact names, for what comes later about its matter; null: none. */
export function namedOwner({ type, data }: LedgerFact): { as: OwnerFact; id: string } | null {
  const read = ownerFacts[type as keyof typeof ownerFacts]
  const id = read?.(data) ?? null
  if (id === null) return null
  return { as: type === 'suggestion.submit' ? 'suggestion.submit' : 'first-answer', id }
}

export interface Scoring {
  fact: EntryKind
  owner: Owner
}

const of = (id: unknown, fact: EntryKind): Scoring[] => {
  const known = textOf(id)
  return known === null ? [] : [{ fact, owner: { id: known } }]
}

const lead = (fact: EntryKind): Scoring => ({ fact, owner: { namedBy: 'suggestion.submit' } })

/** What taking part in an activity of each kind counts as; null: as nothing. */
export const activityFacts: Readonly<Record<ActivityKind, FactKind | null>> = {
  session: 'session.attended',
  inspection: 'inspection.joined',
  enforcement: 'inspection.joined',
  survey: 'survey.joined',
  training: 'training.attended',
  reception: 'reception.held',
  visit: 'visit.made',
  report: 'duty.reported',
}

/** Somebody took part. */
const attended = (data: Record<string, unknown>): Scoring[] => {
  const fact = activityFacts[data.kind as ActivityKind] ?? null
  return fact === null ? [] : of(data.representativeId, fact)
}

/** Somebody mediated, and whether it came to a settlement. */
const mediated = (data: Record<string, unknown>): Scoring[] => [
  ...of(data.representativeId, 'mediation.done'),
  ...(data.settled === true ? of(data.representativeId, 'mediation.settled') : []),
]

/** A correction after the end says the attendance anew: what it says, and what no longer holds. */
const corrected = (data: Record<string, unknown>): Scoring[] => [
  ...(data.attendance === 'attended'
    ? attended(data)
    : of(data.representativeId, 'attendance.void')),
  ...of(data.representativeId, data.attendance === 'absent' ? 'absence.unexcused' : 'absence.void'),
]

/** A first answer to a voter: by whoever gave it, in time or late. A station's is nobody's own. */
const answered = (data: Record<string, unknown>): Scoring[] =>
  data.first === true ? of(data.by, data.late === true ? 'answer.late' : 'answer.in-time') : []

/** The class of the whole answer; older facts say that of one letter only. */
const classA = (data: Record<string, unknown>): Scoring[] => {
  const whole = data.whole === undefined ? data.class : data.whole
  if (data.answered === false || textOf(whole) === null) return []
  return [lead(whole === 'A' ? 'suggestion.class-a' : 'suggestion.not-a')]
}

/** What of the ledger scores, by the type of its facts. Everything else is none of points. */
const catalogue: Readonly<Record<string, (data: Record<string, unknown>) => Scoring[]>> = {
  'issue.answered': answered,
  'issue.referred': answered,
  'issue.declined': answered,
  'issue.acknowledgement-upheld': () => [
    { fact: 'answer.hollow', owner: { namedBy: 'first-answer' } },
  ],
  'suggestion.submit': (data) => (data.submitted === true ? [lead('suggestion.submitted')] : []),
  'suggestion.confirm': (data) => [
    ...of(data.byId, 'suggestion.cosigned'),
    ...(data.submitted === true ? [lead('suggestion.submitted')] : []),
  ],
  'suggestion.refuse': (data) => (data.submitted === true ? [lead('suggestion.submitted')] : []),
  'suggestion.decline': () => [lead('suggestion.void')],
  'suggestion.withdraw': (data) => (data.agreed === true ? [lead('suggestion.void')] : []),
  'suggestion.agree': (data) => (data.agreed === true ? [lead('suggestion.void')] : []),
  'suggestion.sign': classA,
  'suggestion.assign': classA,
  'suggestion.redeem': classA,
  'suggestion.mark-key': () => [lead('suggestion.key')],
  'suggestion.unmark-key': () => [lead('suggestion.not-key')],
  'mediation.done': mediated,
  'activity.attended': attended,
  'activity.reported': attended,
  'activity.absent': (data) => of(data.representativeId, 'absence.unexcused'),
  'activity.corrected': corrected,
}

/** Grows with every change of the catalogue: the ledger is then read anew from its beginning. */
export const CATALOGUE = 2

/** Types of facts that the fold has to look at. */
export const scoringTypes: readonly string[] = Object.keys(catalogue)

/** The moment that counts: of an activity when it was, not when it was written down. */
export const happenedAt = ({ at, data, subjectKind }: LedgerFact): EpochMs =>
  subjectKind === 'activity' && typeof data.on === 'number' ? data.on : at

/** What one fact of the ledger scores, before any rule: which kinds of duty, and whose. */
export const scoringOf = ({ type, data }: LedgerFact): Scoring[] => catalogue[type]?.(data) ?? []
