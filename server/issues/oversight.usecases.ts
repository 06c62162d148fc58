import { Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import { after } from '@mashang/shared/issues/issues.rules.ts'
import type { IssueState } from '@mashang/shared/issues/issues.words.ts'
import { isMasked } from '@mashang/shared/issues/retention.rules.ts'
import { type Actor, isBeyond } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { handOverDeadlines, stopAnswerClocks } from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import {
  lookUpRepresentative,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { updateHandling } from './handling.store.ts'
import { issueFor, viewAgain } from './handling.usecases.ts'
import type { IssueRecord } from './issues.store.ts'
import {
  authorOf,
  factBy,
  followUpClock,
  guardsOf,
  handlingOf,
  messageWrite,
} from './issues.writes.ts'
import { isReachable } from './reach.store.ts'
import { resolutionOf } from './resolution.store.ts'

/**
 * What follows when a matter is given to somebody: its state, and to whom. Throws why it cannot be.
 */
export async function reassignable(
  context: Context,
  issue: IssueRecord,
  representativeId: string,
  actor: Actor,
): Promise<{ state: IssueState; next: RepresentativeRecord }> {
  const state = after(issue.state, 'reassign')
  const next = await lookUpRepresentative(context, representativeId)
  if (next === null || next.state === 'left' || isBeyond(actor, next.stationId))
    throw new Failure(issueErrors.targetUnknown)
  if (next.id === issue.handlerId)
    throw new Failure(issueErrors.targetUnknown, { detail: '这件事已经在这位代表手里。' })
  // Nobody would see it, and no station may answer for somebody: the clock would run out unseen.
  if (!(await isReachable(context, { kind: 'representative', id: next.id }))) {
    const detail = `${next.name}代表还没有账号，看不到这件事：请先在“账号”里给他开通，或改派给别人。`
    throw new Failure(issueErrors.targetUnreachable, {
      detail,
      fields: [{ path: 'representativeId', message: detail }],
    })
  }
  // Answered and not owed any more: there is nothing to hand over.
  if (issue.state === 'answered' && (await resolutionOf(context, issue.id)) === null)
    throw new Failure(issueErrors.notNow)
  return { state, next }
}

/** The office gives a matter to another representative. The voter's due moment stays. */
export async function reassign(
  context: Context,
  id: string,
  command: { representativeId: string; reason: string },
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueFor(context, id, actor)
  const { state, next } = await reassignable(context, issue, command.representativeId, actor)
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  const writes = [
    updateHandling({
      ...handlingOf(issue),
      ...guardsOf(issue),
      state,
      officeTask: null,
      representativeId: next.id,
      stationId: next.stationId,
      // Of what was answered already it stays: the answer was given on somebody else's time.
      reachedAt: issue.respondedAt === null ? at : issue.reachedAt,
      handlerKind: 'representative',
      handlerId: next.id,
    }),
    ...(await handOver(context, issue, next.id, at)),
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
      from: issue.handlerId,
      to: next.id,
      answered: issue.respondedAt !== null,
    }),
  ])
  return await viewAgain(context, id, actor)
}

/**
 * The running response clock changes its owner. Where it was stopped already (passed to a
 * department, or on to somebody else), whoever has the matter now gets a clock of their own. What
 * the voter was promised goes on unchanged.
 */
async function handOver(
  context: Context,
  issue: IssueRecord,
  ownerId: string,
  now: number,
): Promise<Write[]> {
  const { district } = context
  const subject = { district, subjectId: issue.id }
  const handedOver = handOverDeadlines({ ...subject, ownerKind: 'representative', ownerId })
  // Before an answer, and while it is done once more, the voter's clock changes hands; after it what
  // was promised; else words are owed.
  const goesOn = issue.state === 'answered' || issue.state === 'redo'
  if (issue.respondedAt === null || goesOn) return [handedOver]
  return [
    stopAnswerClocks({ ...subject, stoppedAt: now, stoppedBy: 'issue.reassigned' }),
    handedOver,
    await followUpClock(context, issue.id, { kind: 'representative', id: ownerId }, now),
  ]
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
  if (isMasked(issue, at)) throw new Failure(issueErrors.contactMasked)
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
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
