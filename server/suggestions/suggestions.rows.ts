import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import {
  apartWords,
  type Lettered,
  lettersIssued,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { type LetterKind, letterKinds } from '@mashang/shared/suggestions/letters.words.ts'
import {
  joined,
  type Matter,
  type Party,
  type Surroundings,
} from '@mashang/shared/suggestions/matter.rules.ts'
import { nextStepWords, pressingOf } from '@mashang/shared/suggestions/next-step.rules.ts'
import {
  officeTasksOf,
  waitsForOffice,
  waitsForRepresentative,
} from '@mashang/shared/suggestions/open-steps.rules.ts'
import { earliestEnd } from '@mashang/shared/suggestions/periods.rules.ts'
import { promisesOpen } from '@mashang/shared/suggestions/promises.rules.ts'
import type {
  ClockView,
  SuggestionRow,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import type { OfficeSuggestionTask } from '@mashang/shared/suggestions/suggestions.words.ts'
import { isWithdrawing } from '@mashang/shared/suggestions/withdrawal.rules.ts'
import type { ClockRecord, SuggestionRecord } from './suggestions.store.ts'
import { runningOf } from './suggestions.writes.ts'

/** Names behind ids, and how numbers are written here. */
export interface Names {
  representative(id: string): string
  department(id: string): string
  /** Which department goes on in the place of one that was merged. */
  goesOnAs(id: string): string
  number(record: Pick<SuggestionRecord, 'year' | 'number'>): string | null
  district: string
  /** Whether a representative has left office. */
  left(id: string): boolean
}

/** A due moment to be shown; null also where its year has no table yet. */
export const shownDue = (at: number | null): string | null =>
  at === null || at === NOT_COUNTED_YET ? null : toIso(at)

/** The answers that are still owed; to a department only its own. */
const answersOwed = (clocks: readonly ClockRecord[], who: Party): ClockRecord[] =>
  clocks.filter(
    (row) =>
      row.clock === 'answer' &&
      row.stoppedAt === null &&
      (who.kind !== 'department' || row.ownerId === who.id),
  )

/**
 * Until when an answer is owed that is still owed. Several departments owe it together; to a
 * department it is what it owes itself, whatever others do.
 */
export const answerOwed = (clocks: readonly ClockRecord[], who: Party): number | null => {
  const due = answersOwed(clocks, who).map(({ dueAt }) => dueAt)
  return due.length === 0 ? null : Math.max(...due)
}

export const ownerWords = (
  row: Pick<ClockRecord, 'ownerKind' | 'ownerId'>,
  names: Names,
): string =>
  row.ownerKind === 'office'
    ? '代表工委'
    : row.ownerKind === 'department'
      ? names.department(row.ownerId)
      : `${names.representative(row.ownerId)}代表`

/** Of one that cannot be counted yet: the moment that it ends at the earliest. */
export const shownEarliest = (row: ClockRecord): string | null =>
  row.dueAt === NOT_COUNTED_YET ? toIsoOrNull(earliestEnd(row.startedAt, row)) : null

export const clockView = (row: ClockRecord, names: Names, now: number): ClockView => ({
  clock: row.clock,
  owner: ownerWords(row, names),
  ownerId: row.ownerId,
  ownerKind: row.ownerKind,
  startedAt: toIso(row.startedAt),
  dueAt: shownDue(row.dueAt),
  earliestAt: shownEarliest(row),
  stoppedAt: toIsoOrNull(row.stoppedAt),
  overdue: (row.stoppedAt ?? now) > row.dueAt,
})

/** Of an answer that is owed and cannot be counted yet; of several the last. */
const earliestOf = (clocks: readonly ClockRecord[], who: Party): string | null =>
  answersOwed(clocks, who)
    .flatMap((row) => shownEarliest(row) ?? [])
    .sort()
    .at(-1) ?? null

/** What tells who may do what now. */
export type Around = Pick<Surroundings, 'now' | 'gone' | 'running' | 'feedbackDueAt'>

/** @param clocks those of this suggestion */
export function aroundOf(
  matter: Matter,
  clocks: readonly ClockRecord[],
  names: Names,
  now: number,
): Around {
  const feedback = clocks.find((row) => row.clock === 'feedback' && row.stoppedAt === null)
  return {
    now,
    gone: goneOf(matter, names),
    running: runningOf(clocks),
    feedbackDueAt: feedback?.dueAt ?? null,
  }
}

/** Which of its representatives have left office. */
export const goneOf = (matter: Matter, names: Pick<Names, 'left'>): string[] =>
  [
    matter.representativeId,
    ...matter.cosigners.map(({ representativeId }) => representativeId),
  ].filter((id) => names.left(id))

/** What of it the office has to do, of an office that looks. */
export const officeTasksIn = (
  { matter }: Pick<SuggestionRecord, 'matter'>,
  clocks: readonly ClockRecord[],
  names: Names,
  now: number,
): OfficeSuggestionTask[] => officeTasksOf(matter, aroundOf(matter, clocks, names, now))

/** Whether it waits for whoever looks and is no department: for a step of theirs, or with a clock of the office. */
function waitsFor(
  matter: Matter,
  who: Exclude<Party, { kind: 'department' }>,
  around: Around,
): boolean {
  if (who.kind === 'representative') return waitsForRepresentative(matter, who.id, around)
  return (
    waitsForOffice(matter, around) || around.running.some(({ owner }) => owner.kind === 'office')
  )
}

/** What presses a department, of clocks that may have stopped. */
export const mostPressing = (
  clocks: readonly ClockRecord[],
  own: string,
  now: number,
): ClockRecord | null =>
  pressingOf(
    clocks.filter(({ stoppedAt }) => stoppedAt === null),
    own,
    now,
  )

function nextOf(
  matter: Matter,
  who: Party,
  clocks: readonly ClockRecord[],
  around: Around,
): SuggestionRow['next'] {
  const pressing = who.kind === 'department' ? mostPressing(clocks, who.id, around.now) : null
  if (pressing === null) return null
  return {
    words: nextStepWords(matter, pressing, around),
    dueAt: shownDue(pressing.dueAt),
    overdue: around.now > pressing.dueAt,
  }
}

/** Whether the first promised day that is open was settled on by the office. */
export const isAgreed = ({
  matter,
  promisedFor,
}: Pick<SuggestionRecord, 'matter' | 'promisedFor'>): boolean =>
  promisedFor !== null &&
  promisesOpen(matter).some(({ agreed, until }) => agreed && until === promisedFor)

/** @param clocks those of this suggestion; the open ones will do */
export function rowOf(
  record: SuggestionRecord,
  names: Names,
  who: Party,
  clocks: readonly ClockRecord[],
  now: number,
): SuggestionRow {
  const { matter } = record
  const answerDue = answerOwed(clocks, who)
  const due = answerDue ?? record.answerDueAt
  const around = aroundOf(matter, clocks, names, now)
  const next = nextOf(matter, who, clocks, around)
  return {
    id: record.id,
    number: names.number(record),
    title: record.title,
    state: record.state,
    lead: { id: record.representativeId, name: names.representative(record.representativeId) },
    attendee: matter.attendee ?? null,
    joint: joined(matter).length,
    handlers: matter.handlers.map(({ departmentId, part, receivedAt }) => ({
      id: departmentId,
      name: names.department(departmentId),
      part,
      received: receivedAt !== null,
    })),
    class: record.class,
    satisfaction: record.satisfaction,
    submittedAt: toIsoOrNull(record.submittedAt),
    assignedAt: toIsoOrNull(record.firstAssignedAt),
    answeredAt: toIsoOrNull(record.answeredAt),
    answerDueAt: shownDue(due),
    earliestAt: earliestOf(clocks, who),
    owed: answerDue !== null,
    overdue: answerDue !== null && now > answerDue,
    published: record.publishedAt !== null,
    secret: matter.secret,
    waiting: who.kind === 'department' ? next !== null : waitsFor(matter, who, around),
    next,
    withdrawing: isWithdrawing(matter),
    key: record.keyAt !== null,
    excellent: record.matter.excellent != null,
    promisedFor: toIsoOrNull(record.promisedFor),
    promiseAgreed: isAgreed(record),
    delivered: record.delivered,
  }
}

/** Every letter that there is, whoever wrote it. */
export const printsOf = (of: Lettered, names: Names): SuggestionView['prints'] =>
  (Object.keys(letterKinds) as LetterKind[]).flatMap((kind) =>
    lettersIssued(of, kind).map((one) => ({
      kind,
      letter: one.key,
      apart: apartWords(one, of, names).join(' ') || null,
      inForce: one.inForce,
      restored: one.mark === 'restored',
    })),
  )
