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
  /** Its moment is what counts from now on: what was known of it was put right. */
  corrects?: true
}

/** Whose it is: named by the fact itself, or by earlier facts about the same matter. */
export type Owner = { id: string } | { namedBy: OwnerFact }

/**
 * Whom facts name for what comes later about their matter: who handed it in and who answered first,
 * once and for ever; everybody who confirmed it, until its words are changed.
 */
export type OwnerFact = 'suggestion.submit' | 'suggestion.confirm' | 'first-answer'

/** `id` null: nobody of that kind any more. */
export interface NamedOwner {
  as: OwnerFact
  id: string | null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const named = (as: OwnerFact, value: unknown): NamedOwner | null => {
  const id = textOf(value)
  return id === null ? null : { as, id }
}

const firstAnswer = (data: Record<string, unknown>): NamedOwner | null =>
  data.first === true ? named('first-answer', data.by) : null

/** Facts that name owners, by their type. */
export const ownerFacts: Readonly<
  Record<string, (data: Record<string, unknown>) => NamedOwner | null>
> = {
  'suggestion.submit': (data) => named('suggestion.submit', data.byId),
  'suggestion.confirm': (data) => named('suggestion.confirm', data.byId),
  'suggestion.edit': () => ({ as: 'suggestion.confirm', id: null }),
  'issue.answered': firstAnswer,
  'issue.referred': firstAnswer,
  'issue.declined': firstAnswer,
}

/** Which owner a fact names; null: none. */
export const namedOwner = ({ type, data }: LedgerFact): NamedOwner | null =>
  ownerFacts[type]?.(data) ?? null

export interface Scoring {
  fact: EntryKind
  owner: Owner
  /** When it was, where that is not when it was written down; it then also corrects what was known. */
  on?: EpochMs
}

const of = (id: unknown, fact: EntryKind): Scoring[] => {
  const known = textOf(id)
  return known === null ? [] : [{ fact, owner: { id: known } }]
}

const lead = (fact: EntryKind): Scoring => ({ fact, owner: { namedBy: 'suggestion.submit' } })
const cosigners = (fact: EntryKind): Scoring => ({
  fact,
  owner: { namedBy: 'suggestion.confirm' },
})

/** Handed in with its last signature; co-signing counts anew where it had been given back. */
const submitted = (data: Record<string, unknown>): Scoring[] =>
  data.submitted === true ? [lead('suggestion.submitted'), cosigners('suggestion.cosigned')] : []

/** It is not, or no longer, a suggestion of theirs: neither of who wrote it nor of who joined. */
const gone: Scoring[] = [lead('suggestion.void'), cosigners('suggestion.void')]

const ifAgreed = (data: Record<string, unknown>): Scoring[] => (data.agreed === true ? gone : [])

/** What taking part in an activity of each kind counts as; null: as nothing. */
export const activityFacts: Readonly<Record<ActivityKind, FactKind | null>> = {
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

const idsIn = (value: unknown): string[] =>
  (textOf(value) ?? '').split(' ').filter((id) => id !== '')

/**
 * Out of a list of an earlier year: on the day of the suggestion, and of its answer, so that the
 * rules of that time say what it scores. A list that is mended says all of it anew.
 */
const imported = (data: Record<string, unknown>): Scoring[] => {
  const { leadId, on, answeredOn } = data
  if (typeof on !== 'number') return []
  const then = (scorings: Scoring[], moment: EpochMs): Scoring[] =>
    scorings.map((one) => ({ ...one, on: moment }))
  const answer = of(leadId, data.class === 'A' ? 'suggestion.class-a' : 'suggestion.not-a')
  return [
    ...then(of(leadId, 'suggestion.submitted'), on),
    ...then(
      idsIn(data.cosignerIds).flatMap((id) => of(id, 'suggestion.cosigned')),
      on,
    ),
    ...idsIn(data.leftIds).flatMap((id) => of(id, 'suggestion.void')),
    ...then(answer, typeof answeredOn === 'number' ? answeredOn : on),
  ]
}

/** Merged into another one that counts for them already; whoever is in one of the two only keeps theirs. */
const countedThere = (data: Record<string, unknown>): Scoring[] =>
  idsIn(data.countedThere).flatMap((id) => of(id, 'suggestion.counted-there'))

/** It counts again: taken back was what had said that it does not. */
const countedAgain = (data: Record<string, unknown>): Scoring[] => [
  ...of(data.leadId, 'suggestion.submitted'),
  ...idsIn(data.cosignerIds).flatMap((id) => of(id, 'suggestion.cosigned')),
  ...(data.key === true ? of(data.leadId, 'suggestion.key') : []),
]

/** What of the ledger scores, by the type of its facts. Everything else is none of points. */
const catalogue: Readonly<Record<string, (data: Record<string, unknown>) => Scoring[]>> = {
  'issue.answered': answered,
  'issue.referred': answered,
  'issue.declined': answered,
  'issue.acknowledgement-upheld': () => [
    { fact: 'answer.hollow', owner: { namedBy: 'first-answer' } },
  ],
  'suggestion.submit': submitted,
  'suggestion.confirm': (data) => [...of(data.byId, 'suggestion.cosigned'), ...submitted(data)],
  'suggestion.refuse': (data) => [
    ...of(data.byId, 'suggestion.void'),
    ...submitted(data),
    ...ifAgreed(data),
  ],
  // Whoever confirmed the old words has not confirmed the new ones.
  'suggestion.edit': () => [cosigners('suggestion.void')],
  'suggestion.return': () => gone,
  'suggestion.decline': () => gone,
  'suggestion.merge': countedThere,
  'suggestion.counted-there': countedThere,
  'suggestion.counted-here': countedAgain,
  'suggestion.unmerge': countedAgain,
  'suggestion.resume': countedAgain,
  'suggestion.withdraw': ifAgreed,
  'suggestion.agree': ifAgreed,
  // Whoever was waited for has left office.
  'suggestion.author-left': (data) => [...submitted(data), ...ifAgreed(data)],
  'suggestion.sign': classA,
  'suggestion.assign': classA,
  'suggestion.redeem': classA,
  'suggestion.mark-key': () => [lead('suggestion.key')],
  'suggestion.unmark-key': () => [lead('suggestion.not-key')],
  'suggestion.mark-excellent': (data) => of(data.leadId, 'suggestion.excellent'),
  'suggestion.unmark-excellent': (data) => of(data.leadId, 'suggestion.not-excellent'),
  'suggestion.imported': imported,
  'suggestion.import-updated': imported,
  'mediation.done': mediated,
  'activity.attended': attended,
  'activity.reported': attended,
  'activity.absent': (data) => of(data.representativeId, 'absence.unexcused'),
  'activity.corrected': corrected,
}

/** Grows with every change of the catalogue: the ledger is then read anew from its beginning. */
export const CATALOGUE = 8

/** Types of facts that the fold has to look at. */
export const scoringTypes: readonly string[] = Object.keys(catalogue)

/** The moment that counts: of an activity when it was, not when it was written down. */
export const happenedAt = ({ at, data, subjectKind }: LedgerFact): EpochMs =>
  subjectKind === 'activity' && typeof data.on === 'number' ? data.on : at

/** What one fact of the ledger scores, before any rule: which kinds of duty, and whose. */
export const scoringOf = ({ type, data }: LedgerFact): Scoring[] => catalogue[type]?.(data) ?? []
