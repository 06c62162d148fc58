import type { ActivityKind, Attendance } from '../activities/activities.words.ts'
import { activityFacts } from '../activities/scoring.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { fullDayWords, localParts } from '../core/local-time.ts'
import type { KindOfMatter } from '../matters/matters.words.ts'
import { paperWords, roleOfPaper } from '../paperwork/paperwork.rules.ts'
import { PAPER, type PaperKind } from '../paperwork/paperwork.words.ts'
import {
  type DutyRole,
  dutyRoles,
  entryStates,
  type FactKind,
  factKinds,
  voidKinds,
} from '../points/points.words.ts'
import type { Matter } from '../suggestions/matter.rules.ts'
import type { SuggestionState } from '../suggestions/suggestions.words.ts'
import type { RecordSection, RewardKind } from './records.words.ts'
import { rewardWords } from './reward.rules.ts'
import type { SeatLine } from './seat.rules.ts'

/** Where an entry leads, for whoever may go there. */
export interface EntryLink {
  kind: 'issue' | KindOfMatter
  id: string
}

/** One line of a record. `key` names it for good: a remark belongs to it. */
export interface RecordEntry {
  key: string
  section: RecordSection
  /** The one role that it counts toward; null: it is told, and counts for nothing. */
  role: DutyRole | null
  at: EpochMs
  title: string
  detail: string | null
  /** The number that a decision looked at, as it stood, and what it is made of. */
  explained?: Explained | null
  link: EntryLink | null
}

export interface Explained {
  period: string
  lines: readonly string[]
}

export interface ActivityFact {
  id: string
  kind: ActivityKind
  title: string
  startsAt: EpochMs
  /** Organised by a station: an activity of the group. */
  ofStation: boolean
  attendance: Exclude<Attendance, 'unknown'>
  /** It was settled or put right only then, after what the record is made for. */
  asOf?: EpochMs | null
}

export interface SuggestionFact {
  id: string
  title: string
  number: string | null
  /** When it was handed in; of whoever joined, when they did. */
  at: EpochMs
  lead: boolean
  /** It stands as a suggestion of theirs: not given back, not declined, not taken back. */
  counts: boolean
  /** Merged into one that counts for them instead. */
  countedThere: boolean
  /** How it stands, in words: "A 类，满意". */
  standing: string
  /** What it was before is not known: it is told as it was then. */
  asOf?: EpochMs | null
}

export interface IssueFact {
  id: string
  number: string
  field: string
  answeredAt: EpochMs
  inTime: boolean
  /** Found to say only that it had arrived. */
  hollow: boolean
  redone: boolean
  verdict: string | null
}

export interface RewardFact {
  id: string
  title: string
  giver: string
  on: EpochMs
  reason: string
  /** When it was written down. */
  createdAt: EpochMs
  /** Why it was reversed. */
  reversal: string | null
  reversedAt: EpochMs | null
  /** Absent: a plain reward. */
  kind?: RewardKind
  explained?: Explained | null
}

/** What the office wrote down from paper. */
export interface PaperDuty {
  id: string
  kind: PaperKind
  title: string
  on: EpochMs
  partner: string | null
  outcome: string
  reference: string
  createdAt: EpochMs
  /** Why it was taken back. */
  withdrawal: string | null
  withdrawnAt: EpochMs | null
}

/** Everything that a record is made from. */
export interface RecordSources {
  activities: readonly ActivityFact[]
  suggestions: readonly SuggestionFact[]
  issues: readonly IssueFact[]
  rewards: readonly RewardFact[]
  papers: readonly PaperDuty[]
  seat: readonly (SeatLine & { at: EpochMs })[]
  /** What other kinds of matter say for themselves. */
  matters: readonly RecordEntry[]
  /** What whoever looks at points found to be no duty done. */
  rejected: readonly { matterKind: string; matterId: string; fact: FactKind }[]
}

const sections: Record<ActivityKind, RecordSection> = {
  session: 'sessions',
  inspection: 'inspections',
  survey: 'inspections',
  enforcement: 'inspections',
  supervision: 'inspections',
  training: 'training',
  report: 'report',
  reception: 'reception',
  visit: 'reception',
}

/** Which of the six roles a fact shows is said once, for points and for records. */
const roleOf = (fact: FactKind | null): DutyRole | null =>
  fact === null ? null : factKinds[fact].role

/** Kinds that are a group's where a station organises them. */
const GROUPED: readonly ActivityKind[] = [
  'inspection',
  'survey',
  'enforcement',
  'supervision',
  'training',
]

const attendances = { attended: null, absent: '缺席', excused: '请假' } as const

/** While it stands so, nobody's duty is in it, as in points: what was given back may come again. */
const NOBODYS: readonly SuggestionState[] = ['draft', 'returned', 'declined', 'withdrawn']

/**
 * What somebody is to a suggestion as far as their record goes; null: nothing yet. Whoever is only
 * asked to join has done nothing, and whoever joined old words has not joined the new ones. Where
 * somebody's own one was merged into another, that own one is theirs, and the other is no second; and
 * where they have a part of their own in the other, the own one counts no more.
 */
export function authorship(
  { state, representativeId, submittedAt, cosigners, countedThere }: Matter,
  id: string,
): Pick<SuggestionFact, 'at' | 'lead' | 'counts' | 'countedThere'> | null {
  const there = countedThere?.includes(id) === true
  const stands = !NOBODYS.includes(state) && !there
  if (representativeId === id) {
    // Sent again and waiting for signatures, it is not handed in again yet.
    const counts = stands && state !== 'cosigning'
    return submittedAt === null
      ? null
      : { at: submittedAt, lead: true, counts, countedThere: there }
  }
  const own = cosigners.find((one) => one.representativeId === id)
  if (own?.confirmedAt == null || own.refusedAt !== null || own.merged === true) return null
  return { at: own.confirmedAt, lead: false, counts: stands, countedThere: there }
}

const asOfWords = ({ asOf }: { asOf?: EpochMs | null }): string | null =>
  asOf == null ? null : `以${fullDayWords(asOf)}的状态为准`

const activityEntry = (fact: ActivityFact): RecordEntry => ({
  key: `activity:${fact.id}`,
  section: fact.ofStation && GROUPED.includes(fact.kind) ? 'group' : sections[fact.kind],
  role: fact.attendance === 'attended' ? roleOf(activityFacts[fact.kind]) : null,
  at: fact.startsAt,
  title: fact.title,
  detail: [attendances[fact.attendance], asOfWords(fact)].filter(Boolean).join(' · ') || null,
  link: { kind: 'activity', id: fact.id },
})

const suggestionEntry = (fact: SuggestionFact): RecordEntry => ({
  key: `suggestion:${fact.id}`,
  section: 'suggestions',
  role: fact.counts ? roleOf(fact.lead ? 'suggestion.submitted' : 'suggestion.cosigned') : null,
  at: fact.at,
  title: fact.title,
  detail: [
    fact.number,
    fact.lead ? '领衔' : '附议',
    fact.standing,
    fact.countedThere ? voidKinds['suggestion.counted-there'].words : null,
    asOfWords(fact),
  ]
    .filter(Boolean)
    .join(' · '),
  link: { kind: 'suggestion', id: fact.id },
})

/** A voter's own words and name have no place in somebody else's file: number and field are enough. */
const issueEntry = (fact: IssueFact): RecordEntry => ({
  key: `issue:${fact.id}`,
  section: 'issues',
  role: roleOf(fact.inTime ? (fact.hollow ? null : 'answer.in-time') : 'answer.late'),
  at: fact.answeredAt,
  title: `${fact.number}（${fact.field}）`,
  detail: [
    fact.inTime ? (fact.hollow ? null : '按时答复') : '答复晚了',
    fact.hollow ? voidKinds['answer.hollow'].words : null,
    fact.verdict,
    fact.redone ? '重办过' : null,
  ]
    .filter(Boolean)
    .join(' · '),
  link: { kind: 'issue', id: fact.id },
})

const rewardEntry = (fact: RewardFact): RecordEntry => ({
  key: `reward:${fact.id}`,
  section: 'rewards',
  role: null,
  at: fact.on,
  title: fact.title,
  detail: rewardWords({ ...fact, kind: fact.kind ?? 'reward' }),
  explained: fact.explained ?? null,
  link: null,
})

const paperEntry = (fact: PaperDuty): RecordEntry => ({
  key: `${PAPER}:${fact.id}`,
  section: fact.kind,
  role: fact.withdrawal === null ? roleOfPaper(fact.kind) : null,
  at: fact.on,
  title: fact.title,
  detail: paperWords(fact),
  link: null,
})

const seatEntry = (line: RecordSources['seat'][number]): RecordEntry => ({
  ...line,
  section: 'seat',
  role: null,
  link: null,
})

/** One fact, one role: what is none for points is told here, too, and counts for nothing. */
function withoutRejected(
  entries: readonly RecordEntry[],
  rejected: RecordSources['rejected'],
): RecordEntry[] {
  const none = new Map(
    rejected.map((one) => [`${one.matterKind}:${one.matterId} ${roleOf(one.fact)}`, one.fact]),
  )
  return entries.map((entry) => {
    const fact = none.get(`${entry.key} ${entry.role}`)
    if (entry.role === null || fact === undefined) return entry
    // One matter may hold several facts, each looked at alone.
    const rejection = `“${factKinds[fact].words}”${entryStates.rejected}`
    return { ...entry, role: null, detail: [entry.detail, rejection].filter(Boolean).join(' · ') }
  })
}

/** Every line of a record, the newest first. */
export function entriesOf(sources: RecordSources): RecordEntry[] {
  const entries = [
    ...sources.activities.map(activityEntry),
    ...sources.suggestions.map(suggestionEntry),
    ...sources.issues.map(issueEntry),
    ...sources.rewards.map(rewardEntry),
    ...sources.papers.map(paperEntry),
    ...sources.seat.map(seatEntry),
    ...sources.matters,
  ]
  return withoutRejected(entries, sources.rejected).sort(
    (a, b) => b.at - a.at || (a.key < b.key ? -1 : 1),
  )
}

/** The lines of before a moment; of what the office writes nothing that was written or reversed since. */
export function entriesUntil(sources: RecordSources, until: EpochMs): RecordEntry[] {
  const rewards = sources.rewards
    .filter(({ createdAt }) => createdAt < until)
    .map((one) =>
      one.reversedAt !== null && one.reversedAt >= until ? { ...one, reversal: null } : one,
    )
  const papers = sources.papers
    .filter(({ createdAt }) => createdAt < until)
    .map((one) =>
      one.withdrawnAt !== null && one.withdrawnAt >= until ? { ...one, withdrawal: null } : one,
    )
  return entriesOf({ ...sources, rewards, papers }).filter(({ at }) => at < until)
}

/** Those of one calendar year; all of them where none is named. */
export const ofYear = (
  entries: readonly RecordEntry[],
  year: number | undefined,
): readonly RecordEntry[] =>
  year === undefined ? entries : entries.filter(({ at }) => localParts(at).year === year)

/** How often each of the six roles was shown; every entry counts once or not at all. */
export function roleSums(entries: readonly RecordEntry[]): Record<DutyRole, number> {
  const sums = Object.fromEntries(Object.keys(dutyRoles).map((role) => [role, 0])) as Record<
    DutyRole,
    number
  >
  for (const { role } of entries) if (role !== null) sums[role] += 1
  return sums
}
