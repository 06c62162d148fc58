import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { classOf, satisfactionOf } from '@mashang/shared/suggestions/answers.rules.ts'
import { afterDeparture } from '@mashang/shared/suggestions/authors.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import { type Entering, enter } from '@mashang/shared/suggestions/entering.rules.ts'
import { wasMet } from '@mashang/shared/suggestions/imported.rules.ts'
import {
  asked,
  type ClockChange,
  type Decision,
  type Matter,
  type Party,
  refuse,
  type Surroundings,
} from '@mashang/shared/suggestions/matter.rules.ts'
import { spanEnd } from '@mashang/shared/suggestions/periods.rules.ts'
import { toldBefore } from '@mashang/shared/suggestions/pressing.rules.ts'
import { promisedNext } from '@mashang/shared/suggestions/promises.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { SuggestionClock } from '@mashang/shared/suggestions/suggestions.words.ts'
import { askAgain } from '@mashang/shared/suggestions/withdrawal.rules.ts'
import type { Context } from '../core/context.ts'
import { Sequence, type Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { fileWrites } from './attachments.store.ts'
import { documentWrites } from './documents.store.ts'
import { type ByItself, heardAfter, heardOf } from './heard.ts'
import {
  type Changing,
  type ClockRecord,
  dropParties,
  insertClock,
  insertParty,
  moveClock,
  type SuggestionRecord,
  saveSuggestion,
  stopClock,
} from './suggestions.store.ts'
import { standAside } from './voters-clocks.usecases.ts'

/** One step, with whoever did it. */
export interface Step {
  /** `enter`: by which the office begins one from paper. */
  command: SuggestionCommand | { act: ByItself } | Entering
  who: Party
  actor: Fact['actor']
  at: EpochMs
}

/** The columns that lists and figures look at. */
export const columnsOf = (matter: Matter): Omit<Changing, 'answerDueAt'> => {
  return {
    state: matter.state,
    title: matter.title,
    class: classOf(matter),
    satisfaction: satisfactionOf(matter),
    visited: wasMet(matter),
    submittedAt: matter.submittedAt,
    firstAssignedAt: matter.firstAssignedAt,
    answeredAt: matter.answeredAt,
    publishedAt: matter.publishedAt,
    keyAt: matter.key?.at ?? null,
    delivered: deliveredOf(matter),
    promisedFor: promisedNext(matter),
    wentOnAt: matter.wentOn?.at ?? null,
    matter,
  }
}

/** Who sees it in their own list. */
export const partyWrites = (district: string, suggestionId: string, matter: Matter): Write[] => [
  dropParties({ district, suggestionId }),
  ...[
    matter.representativeId,
    ...asked(matter).map(({ representativeId }) => representativeId),
  ].map((partyId) => insertParty({ district, suggestionId, kind: 'representative', partyId })),
  ...matter.handlers.map(({ departmentId }) =>
    insertParty({ district, suggestionId, kind: 'department', partyId: departmentId }),
  ),
]

/** The clocks that run, as rules see them. */
export const runningOf = (rows: readonly ClockRecord[]): Surroundings['running'] =>
  rows.flatMap(({ clock, ownerKind, ownerId, dueAt, stoppedAt }) =>
    stoppedAt === null ? [{ clock, owner: { kind: ownerKind, id: ownerId }, dueAt }] : [],
  )

/** What the end of a clock is counted by. */
type Counting = Pick<Surroundings, 'now' | 'calendar'>

/** Clocks as they are while several steps are taken in one commit. */
export class Clocks {
  readonly rows: ClockRecord[]
  /** What stopped meanwhile: the same end may go on running, for another. */
  readonly #stopped: ClockRecord[] = []
  readonly writes: Write[] = []
  readonly district: string
  readonly suggestionId: string
  constructor(district: string, suggestionId: string, rows: readonly ClockRecord[]) {
    this.district = district
    this.suggestionId = suggestionId
    this.rows = rows.filter(({ stoppedAt }) => stoppedAt === null)
  }
  #start(change: Extract<ClockChange, { kind: 'start' }>, around: Counting): void {
    const { clock, owner, from, span } = change
    const end = { clock, ownerId: owner.id, dueAt: spanEnd(from, span, around.calendar) }
    const row: ClockRecord = {
      district: this.district,
      id: newId(),
      suggestionId: this.suggestionId,
      ...end,
      ownerKind: owner.kind,
      startedAt: from,
      stoppedAt: null,
      ...span,
      askedAt: toldBefore(end, this.#stopped),
    }
    this.rows.push(row)
    this.writes.push(insertClock(row))
  }
  #stop(row: ClockRecord, stoppedAt: EpochMs): void {
    this.rows.splice(this.rows.indexOf(row), 1)
    this.#stopped.push(row)
    this.writes.push(stopClock({ district: this.district, id: row.id, stoppedAt }))
  }
  apply(change: ClockChange, around: Counting): void {
    if (change.kind === 'start') {
      this.#start(change, around)
      return
    }
    for (const row of [...this.rows]) {
      if (change.kind === 'stop-all') this.#stop(row, around.now)
      else if (row.clock === change.clock) {
        if (change.owner !== undefined && change.owner !== row.ownerId) continue
        if (change.kind === 'stop') {
          this.#stop(row, around.now)
          continue
        }
        const was = row.dueAt
        row.dueAt = spanEnd(row.startedAt, change.span, around.calendar)
        this.writes.push(moveClock({ ...row, ...change.span, was }))
      }
    }
  }
  /** What rules look at of what runs. */
  running(): Pick<Surroundings, 'running' | 'feedbackDueAt'> {
    return { running: runningOf(this.rows), feedbackDueAt: this.due('feedback') }
  }
  /** When what runs is due; several departments are due together. */
  due(of: SuggestionClock): EpochMs | null {
    const due = this.rows.flatMap(({ clock, dueAt }) => (clock === of ? [dueAt] : []))
    return due.length === 0 ? null : Math.max(...due)
  }
}

/** Clocks of one suggestion that change without a step. */
export function clockWrites(
  of: { district: string; suggestionId: string; rows: readonly ClockRecord[] },
  change: (running: Surroundings['running']) => readonly ClockChange[],
  around: Counting,
): Write[] {
  const clocks = new Clocks(of.district, of.suggestionId, of.rows)
  for (const one of change(clocks.running().running)) clocks.apply(one, around)
  return clocks.writes
}

export interface Taken {
  record: SuggestionRecord
  writes: Write[]
  facts: Fact[]
}

/** Fails where nothing follows from what comes of itself, like a step that is refused. */
function decideStep(matter: Matter, { command, who }: Step, around: Surroundings): Decision {
  switch (command.act) {
    case 'enter':
      return enter(matter, command, around)
    case 'author-left':
      return afterDeparture(matter, around) ?? refuse(suggestionErrors.notNow)
    case 'withdrawal-waits':
      return askAgain(matter, around) ?? refuse(suggestionErrors.notNow)
    default:
      return decide(matter, command, who, around)
  }
}

/**
 * Takes steps one after another, in memory; what they come to is one guarded write, with a fact for
 * each. Throws at the first that is refused, and then nothing is written.
 * @param around `origins`: the voters' matters behind it, which hear what becomes of it
 */
export function takeSteps(
  context: Context,
  record: SuggestionRecord,
  clockRows: readonly ClockRecord[],
  steps: readonly Step[],
  around: Omit<Surroundings, 'now' | 'feedbackDueAt' | 'running'> & { origins: readonly string[] },
): Taken {
  const { district } = context
  const clocks = new Clocks(district, record.id, clockRows)
  let { matter, answerDueAt } = record
  const facts: Fact[] = []
  for (const step of steps) {
    const now = { ...around, ...clocks.running(), answerDueAt, now: step.at }
    const before = matter
    const decision = decideStep(before, step, now)
    matter = decision.matter
    if (decision.answerDueAt !== undefined) answerDueAt = decision.answerDueAt
    const heard = heardAfter(step.command.act, before, decision)
    for (const change of decision.clocks) {
      clocks.apply(change, now)
      // A clock of the first answer; what is done once more is due at another time.
      if (change.kind !== 'stop-all' && change.clock === 'answer' && matter.answeredAt === null)
        answerDueAt = clocks.due('answer') ?? answerDueAt
    }
    facts.push(
      {
        at: step.at,
        type: `suggestion.${step.command.act}`,
        actor: step.actor,
        subject: { kind: 'suggestion', id: record.id },
        data: {
          ...decision.data,
          state: matter.state,
          by: step.who.kind,
          ...(step.who.kind === 'office' ? {} : { byId: step.who.id }),
        },
      },
      ...(heard === null ? [] : heardOf(record, heard, around.origins, step)),
    )
  }
  const first = matter.submittedAt !== null && record.year === null
  const year = first ? localParts(matter.submittedAt ?? 0).year : record.year
  const next = { ...record, ...columnsOf(matter), answerDueAt, year }
  return {
    record: next,
    writes: [
      saveSuggestion({
        ...columnsOf(matter),
        district,
        id: record.id,
        answerDueAt,
        year,
        number: first ? new Sequence(`suggestions-${year}`) : record.number,
        revision: record.revision + 1,
        wasRevision: record.revision,
      }),
      ...partyWrites(district, record.id, matter),
      ...clocks.writes,
      ...fileWrites(district, record.id, record.matter, matter),
      ...documentWrites(district, record.id, record.matter, matter),
      ...standAside(context, facts),
    ],
    facts,
  }
}
