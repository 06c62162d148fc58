import { type EpochMs, HOUR } from '../core/clock.ts'
import type { ErrorKind } from '../core/errors.ts'
import { Failure } from '../core/errors.ts'
import type { ResponseCommand } from './commands.model.ts'
import { issueErrors } from './issues.errors.ts'
import { type IssueState, RESPONSE_HOURS } from './issues.words.ts'
import { isSubstantive } from './substance.rules.ts'

/** Version of the response rule; a running clock keeps the one it started with. */
export const RESPONSE_RULE = 'response-24h/1'

/** 24 natural hours from filing, holidays included (24小时不打烊). [default; the promise on posters] */
export const responseDueAt = (filedAt: EpochMs): EpochMs => filedAt + RESPONSE_HOURS * HOUR

/** Exactly at the due moment is still on time; a late answer stays late for ever. */
export const isLate = (dueAt: EpochMs, at: EpochMs): boolean => at > dueAt

/**
 * Until when whoever has a matter must have answered, for their own punctuality: the voter's due
 * moment, or 24 hours after it reached them where the office gave it to them later (domain rule).
 */
export const ownDueAt = (issue: { dueAt: EpochMs; reachedAt: EpochMs }): EpochMs =>
  Math.max(issue.dueAt, responseDueAt(issue.reachedAt))

/** Overdue now, or answered late once. What was taken back unanswered is owed no more. */
export const isOverdue = (
  issue: { state: IssueState; dueAt: EpochMs; respondedAt: EpochMs | null },
  now: EpochMs,
): boolean =>
  issue.respondedAt === null
    ? issue.state !== 'withdrawn' && isLate(issue.dueAt, now)
    : isLate(issue.dueAt, issue.respondedAt)

/** Everything that can happen to an issue after it was filed. */
export type Move =
  | 'answer'
  | 'refer'
  | 'decline'
  | 'note'
  | 'reassign'
  | 'message'
  | 'withdraw'
  | 'verdict'
  /** What was promised is done, in words. */
  | 'conclude'
  /** More time for what was promised, with a reason. */
  | 'extend'
  /** A question to the voter: the clock of what was promised stands still meanwhile. */
  | 'wait'
  /** It came in a flood: the office looked, and it goes to its representative. */
  | 'let-through'
  /** It was passed on as often as it may be: the office says who answers. */
  | 'ask-office'
  /** Not satisfied, the first time: once more, with a clock of its own. */
  | 'redo'
  /** Not satisfied with that either: the office takes it on. */
  | 'coordinate'
  /** The office ends it in words. */
  | 'settle'

/**
 * What may happen when, and what state follows. The one table behind the buttons on the phone, the
 * 409 of the server and the state diagram.
 */
export const moves: Readonly<Record<IssueState, Partial<Record<Move, IssueState>>>> = {
  // Nobody but the office sees it yet, so nothing else can be done with it.
  held: { 'let-through': 'awaiting', decline: 'declined', withdraw: 'withdrawn' },
  awaiting: {
    answer: 'answered',
    refer: 'referred',
    decline: 'declined',
    note: 'awaiting',
    reassign: 'awaiting',
    message: 'awaiting',
    withdraw: 'withdrawn',
    'ask-office': 'awaiting',
  },
  referred: {
    answer: 'answered',
    refer: 'referred',
    note: 'referred',
    reassign: 'referred',
    message: 'referred',
    // No verdict yet: it would stop the clock of whoever works on it now.
    withdraw: 'withdrawn',
    conclude: 'concluded',
    extend: 'referred',
    wait: 'referred',
    'ask-office': 'referred',
  },
  // Answered, and worked on until it is concluded. Its voter may judge at any time.
  answered: {
    note: 'answered',
    // While it is carried out; the server looks whether anything is owed still.
    reassign: 'answered',
    message: 'answered',
    verdict: 'closed',
    conclude: 'concluded',
    extend: 'answered',
    wait: 'answered',
  },
  concluded: { note: 'concluded', message: 'concluded', verdict: 'closed' },
  declined: { note: 'declined', message: 'declined', verdict: 'closed' },
  closed: {
    message: 'closed',
    redo: 'redo',
    coordinate: 'coordinating',
  },
  // As at the beginning, but that it was taken on: the earlier answer stays where it is.
  redo: {
    answer: 'answered',
    refer: 'referred',
    note: 'redo',
    reassign: 'redo',
    message: 'redo',
    withdraw: 'withdrawn',
    conclude: 'concluded',
    extend: 'redo',
    wait: 'redo',
    'ask-office': 'redo',
  },
  coordinating: { message: 'coordinating', settle: 'closed' },
  withdrawn: {},
}

export const may = (state: IssueState, move: Move): boolean => moves[state][move] !== undefined

/** The state after a move; refuses one that the table does not have. */
export function after(state: IssueState, move: Move): IssueState {
  const next = moves[state][move]
  if (next === undefined) throw new Failure(issueErrors.notNow)
  return next
}

/** Whether a matter may be shown to everyone: its voter agreed, and it was answered. */
export const mayPublish = (issue: {
  publish: boolean
  state: IssueState
  respondedAt: EpochMs | null
}): boolean =>
  issue.publish &&
  issue.respondedAt !== null &&
  (issue.state === 'answered' || issue.state === 'concluded' || issue.state === 'closed')

export interface IssueFacts {
  state: IssueState
  dueAt: EpochMs
  respondedAt: EpochMs | null
  bounces: number
}

/** What a response does: the new state, whether the response clock stops, who works on it next. */
export interface ResponseDecision {
  state: IssueState
  messageKind: 'answer' | 'referral' | 'decline'
  /** Set the first time only. */
  respondedAt: EpochMs | null
  stopsClock: boolean
  late: boolean
  /** What was asked for is done with this very answer; nothing more is promised. */
  settles: boolean
  /** It promises work inside the congress: the clock of that work starts, unless it runs already. */
  promises: boolean
  handTo: { kind: 'representative' | 'station'; id: string } | null
  bounces: number
}

const refuse = (kind: ErrorKind, path: string): never => {
  throw new Failure(kind, { fields: [{ path, message: kind.title }] })
}

/** Where the voter should go instead; null where the command does not say. */
const placeIn = (to: ResponseCommand['to']): string | null =>
  to?.kind === 'elsewhere' ? (to.name ?? null) : null

/**
 * Decides on answer, referral or refusal; throws a Failure that names the field to mend.
 * @param mostBounces how often a matter may be passed on between representatives and stations
 */
export function decideResponse(
  issue: IssueFacts,
  command: ResponseCommand,
  now: EpochMs,
  mostBounces: number,
): ResponseDecision {
  const answered = after(issue.state, command.decision)
  const settles = command.settled === true
  if (settles && command.decision !== 'answer') refuse(issueErrors.settledNotAnswered, 'settled')
  if (!isSubstantive(command.text)) refuse(issueErrors.answerNotSubstantive, 'text')
  const inside = command.to?.kind === 'representative' || command.to?.kind === 'station'
  if (command.decision === 'refer') {
    if (command.to === undefined || command.to.kind === 'elsewhere')
      return refuse(issueErrors.targetRequired, 'to')
    if (inside && command.to.id === undefined) refuse(issueErrors.targetRequired, 'to.id')
    if (command.to.kind === 'department' && command.to.name === undefined)
      refuse(issueErrors.targetRequired, 'to.name')
    if (inside && issue.bounces >= mostBounces) throw new Failure(issueErrors.tooManyBounces)
  }
  if (command.decision === 'decline' && placeIn(command.to) === null)
    refuse(issueErrors.placeRequired, 'to')
  const handTo =
    command.decision === 'refer' && inside
      ? { kind: command.to?.kind as 'representative' | 'station', id: command.to?.id as string }
      : null
  const respondedAt = issue.respondedAt ?? now
  return {
    state: settles ? after(answered, 'conclude') : answered,
    messageKind:
      command.decision === 'answer'
        ? 'answer'
        : command.decision === 'refer'
          ? 'referral'
          : 'decline',
    respondedAt,
    stopsClock: issue.respondedAt === null,
    late: isLate(issue.dueAt, respondedAt),
    settles,
    promises: !settles && (command.decision === 'answer' || handTo !== null),
    handTo,
    bounces: issue.bounces + (handTo === null ? 0 : 1),
  }
}
