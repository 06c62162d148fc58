import { HOUR } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView, ResponseCommand } from '@mashang/shared/issues/issues.model.ts'
import {
  after,
  decideResponse,
  isLate,
  RESPONSE_RULE,
} from '@mashang/shared/issues/issues.rules.ts'
import { RESPONSE_HOURS } from '@mashang/shared/issues/issues.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import {
  handOverDeadlines,
  openDeadline,
  stopDeadlines,
} from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { mayHandle, maySee } from './issues.policy.ts'
import {
  findIssue,
  type IssueRecord,
  insertMessage,
  type MessageRecord,
  markOpened,
  updateHandling,
} from './issues.store.ts'
import { issueView } from './issues.views.ts'

/** Rule of the clock that starts for whoever a matter is passed on to. [default] */
const FOLLOW_UP_RULE = 'follow-up-24h/1'

/** Foreign and absent look the same. */
export async function issueFor(context: Context, id: string, actor: Actor): Promise<IssueRecord> {
  const issue = await findIssue(context, id)
  if (issue === null || !maySee(issue, actor)) throw new Failure(issueErrors.notFound)
  return issue
}

async function issueToHandle(context: Context, id: string, actor: Actor): Promise<IssueRecord> {
  const issue = await issueFor(context, id, actor)
  if (!mayHandle(issue, actor)) throw new Failure(coreErrors.forbidden)
  return issue
}

/** How the voter knows whoever writes. */
async function authorOf(
  context: Context,
  actor: Actor,
): Promise<Pick<MessageRecord, 'author' | 'authorId' | 'authorName'>> {
  if (actor.role === 'representative') {
    const found = await lookUpRepresentative(context, actor.representativeId ?? '')
    return {
      author: 'representative',
      authorId: actor.accountId,
      authorName: `${found?.name ?? actor.name}代表`,
    }
  }
  if (actor.role === 'liaison') {
    const station = actor.stationId === null ? null : await findStation(context, actor.stationId)
    return { author: 'station', authorId: actor.accountId, authorName: station?.name ?? '代表家站' }
  }
  return { author: 'office', authorId: actor.accountId, authorName: '代表工委' }
}

const factBy = (
  actor: Actor,
  issue: IssueRecord,
  at: number,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'issue', id: issue.id },
  data: { ...data, by: actor.representativeId ?? actor.stationId },
})

const messageWrite = (
  context: Context,
  issue: IssueRecord,
  row: Pick<MessageRecord, 'id' | 'author' | 'authorId' | 'authorName' | 'kind' | 'text' | 'at'> & {
    target?: string | null
  },
): Write => insertMessage({ district: context.district, issueId: issue.id, target: null, ...row })

const guardsOf = (issue: IssueRecord) => ({
  wasState: issue.state,
  wasBounces: issue.bounces,
  wasHandler: issue.handlerId,
})

const handlingOf = (issue: IssueRecord) => ({
  district: issue.district,
  id: issue.id,
  state: issue.state,
  respondedAt: issue.respondedAt,
  bounces: issue.bounces,
  handlerKind: issue.handlerKind,
  handlerId: issue.handlerId,
  representativeId: issue.representativeId,
  stationId: issue.stationId,
})

async function targetName(
  context: Context,
  to: NonNullable<ResponseCommand['to']>,
): Promise<string> {
  switch (to.kind) {
    case 'hotline':
      return '12345 热线'
    case 'department':
      return to.name ?? '政府部门'
    case 'station': {
      const station = await findStation(context, to.id ?? '')
      if (station === null) throw new Failure(issueErrors.targetUnknown)
      return station.name
    }
    case 'representative': {
      const found = await lookUpRepresentative(context, to.id ?? '')
      if (found === null || found.state === 'left') throw new Failure(issueErrors.targetUnknown)
      return `${found.name}代表`
    }
  }
}

const factTypes = {
  answer: 'issue.answered',
  refer: 'issue.referred',
  decline: 'issue.declined',
} as const

/**
 * Answer, pass on or decline. The first substantive one stops the 24-hour clock; of several at once
 * one succeeds and the others are told so (409).
 */
export async function respond(
  context: Context,
  id: string,
  command: ResponseCommand,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  const now = context.clock.now()
  const decision = decideResponse(issue, command, now)
  const target =
    command.decision === 'refer' && command.to !== undefined
      ? await targetName(context, command.to)
      : null
  const messageId = newId()
  const { handTo } = decision
  if (handTo?.id === issue.handlerId) throw new Failure(issueErrors.targetUnknown)
  const author = await authorOf(context, actor)
  const stoppedBy = factTypes[command.decision]
  const writes = [
    updateHandling({
      ...handlingOf(issue),
      ...guardsOf(issue),
      state: decision.state,
      respondedAt: decision.respondedAt,
      bounces: decision.bounces,
      handlerKind: handTo?.kind ?? issue.handlerKind,
      handlerId: handTo?.id ?? issue.handlerId,
    }),
    messageWrite(context, issue, {
      id: messageId,
      ...author,
      kind: decision.messageKind,
      text: command.text,
      at: now,
      target,
    }),
    stopDeadlines({ district: context.district, subjectId: issue.id, stoppedAt: now, stoppedBy }),
  ]
  if (handTo !== null) {
    writes.push(
      openDeadline({
        district: context.district,
        id: newId(),
        subjectKind: 'issue',
        subjectId: issue.id,
        clock: 'follow-up',
        ownerKind: handTo.kind,
        ownerId: handTo.id,
        startedAt: now,
        dueAt: now + RESPONSE_HOURS * HOUR,
        stoppedAt: null,
        stoppedBy: null,
        rule: FOLLOW_UP_RULE,
      }),
    )
  }
  const data = {
    messageId,
    first: decision.stopsClock,
    late: decision.stopsClock && decision.late,
    rule: RESPONSE_RULE,
    ...(command.to === undefined ? {} : { toKind: command.to.kind, to: command.to.id ?? null }),
  }
  await context.db.commit(context.district, writes, [factBy(actor, issue, now, stoppedBy, data)])
  return await viewAgain(context, issue.id, actor)
}

async function viewAgain(context: Context, id: string, actor: Actor): Promise<IssueView> {
  const issue = await findIssue(context, id)
  if (issue === null) throw new Failure(issueErrors.notFound)
  return await issueView(context, issue, actor)
}

/** The first look of whoever works on it; it stops no clock. */
export async function open(context: Context, id: string, actor: Actor): Promise<void> {
  const issue = await issueFor(context, id, actor)
  if (!mayHandle(issue, actor) || issue.openedAt !== null) return
  const at = context.clock.now()
  try {
    await context.db.commit(
      context.district,
      [markOpened({ district: context.district, id, openedAt: at })],
      [factBy(actor, issue, at, 'issue.opened')],
    )
  } catch (error) {
    // Opened on two phones at once: the first look is written already.
    if (!(error instanceof Conflict)) throw error
  }
}

/** A word to the voter in between; it stops no clock. */
export async function note(
  context: Context,
  id: string,
  text: string,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  after(issue.state, 'note')
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor)
  await context.db.commit(
    context.district,
    [messageWrite(context, issue, { id: messageId, ...author, kind: 'message', text, at })],
    [factBy(actor, issue, at, 'issue.noted', { messageId })],
  )
  return await viewAgain(context, id, actor)
}

/** The office gives a matter to another representative. The voter's due moment stays. */
export async function reassign(
  context: Context,
  id: string,
  command: { representativeId: string; reason: string },
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueFor(context, id, actor)
  const state = after(issue.state, 'reassign')
  const next = await lookUpRepresentative(context, command.representativeId)
  if (next === null || next.state === 'left') throw new Failure(issueErrors.targetUnknown)
  if (next.id === issue.handlerId)
    throw new Failure(issueErrors.targetUnknown, { detail: '这件事已经在这位代表手里。' })
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor)
  const writes = [
    updateHandling({
      ...handlingOf(issue),
      ...guardsOf(issue),
      state,
      representativeId: next.id,
      stationId: next.stationId,
      handlerKind: 'representative',
      handlerId: next.id,
    }),
    handOverDeadlines({
      district: context.district,
      subjectId: id,
      ownerKind: 'representative',
      ownerId: next.id,
    }),
    messageWrite(context, issue, {
      id: messageId,
      ...author,
      kind: 'reassignment',
      text: command.reason,
      at,
      target: next.name,
    }),
  ]
  await context.db.commit(context.district, writes, [
    factBy(actor, issue, at, 'issue.reassigned', {
      messageId,
      from: issue.representativeId,
      to: next.id,
      late: isLate(issue.dueAt, at),
    }),
  ])
  return await viewAgain(context, id, actor)
}

/** Opens the sealed contact with a reason; the fact and the reason are there for the voter to see. */
export async function openContact(
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<{ name: string | null; phone: string | null }> {
  const issue = await issueFor(context, id, actor)
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor)
  await context.db.commit(
    context.district,
    [
      messageWrite(context, issue, {
        id: messageId,
        ...author,
        kind: 'contact-opening',
        text: reason,
        at,
      }),
    ],
    [factBy(actor, issue, at, 'issue.contact-opened', { messageId })],
  )
  const unseal = (sealed: string | null): string | null =>
    sealed === null ? null : context.secrets.unseal(sealed, issue.id)
  return { name: unseal(issue.contactName), phone: unseal(issue.contactPhone) }
}
