import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { ResponseCommand } from '@mashang/shared/issues/commands.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import {
  after,
  decideResponse,
  isLate,
  RESPONSE_RULE,
} from '@mashang/shared/issues/issues.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import {
  deadlinesOf,
  handOverDeadlines,
  stopAnswerClocks,
  stopDeadlines,
} from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { limitsOf } from '../districts/districts.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import type { PhotoRecord } from '../photos/photos.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { waitingTogether } from './groups.store.ts'
import { updateHandling, updateState } from './handling.store.ts'
import { mayHandle, maySee } from './issues.policy.ts'
import { findIssue, type IssueRecord } from './issues.store.ts'
import { issueView } from './issues.views.ts'
import {
  authorOf,
  factBy,
  followUpClock,
  guardsOf,
  handlingOf,
  messageWrite,
  readWrites,
} from './issues.writes.ts'
import { markOpened } from './marks.store.ts'
import { isReachable } from './reach.store.ts'
import { ownerOf, resolutionOf, standsAside } from './resolution.store.ts'
import { promiseOf } from './suggested.store.ts'
import { photoClaims, photoCopies, photosToSend, sayOnce } from './words.writes.ts'

/** Foreign and absent look the same. */
export async function issueFor(context: Context, id: string, actor: Actor): Promise<IssueRecord> {
  const issue = await findIssue(context, id)
  if (issue === null || !maySee(issue, actor, await coveredBy(context, actor)))
    throw new Failure(issueErrors.notFound)
  return issue
}

export async function issueToHandle(
  context: Context,
  id: string,
  actor: Actor,
): Promise<IssueRecord> {
  const issue = await issueFor(context, id, actor)
  if (!mayHandle(issue, actor, await coveredBy(context, actor)))
    throw new Failure(coreErrors.forbidden)
  return issue
}

async function targetName(
  context: Context,
  to: NonNullable<ResponseCommand['to']>,
): Promise<string> {
  switch (to.kind) {
    case 'hotline':
      return '12345 热线'
    case 'department':
      return to.name ?? '政府部门'
    case 'elsewhere':
      return to.name ?? '别处'
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

/** What everyone gets that is answered at once: the words, where to go, who says so, when. */
interface Spoken {
  command: ResponseCommand
  /** How often it may be passed on. */
  bounces: number
  target: string | null
  author: Awaited<ReturnType<typeof authorOf>>
  now: number
}

/**
 * Answer, pass on or decline. The first substantive one stops the 24-hour clock; of several at once
 * one succeeds and the others are told so (409). An answer to one of a group goes to all of it that
 * wait, each with a clock and a fact of its own.
 * @param shown photos of earlier words that are shown with these once more
 */
export async function respond(
  context: Context,
  id: string,
  command: ResponseCommand,
  actor: Actor,
  shown: readonly PhotoRecord[] = [],
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  await sayOnce(context, id, command, actor, async () => {
    const { writes, facts } = await responding(context, issue, command, actor, shown)
    await context.db.commit(context.district, writes, facts)
  })
  return await viewAgain(context, issue.id, actor)
}

/** The writes and facts of a response, for a commit. Refused as `respond` refuses it. */
export async function responding(
  context: Context,
  issue: IssueRecord,
  command: ResponseCommand,
  actor: Actor,
  shown: readonly PhotoRecord[] = [],
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const now = context.clock.now()
  const { bounces } = await limitsOf(context)
  const { handTo } = decideResponse(issue, command, now, bounces)
  const target =
    command.decision !== 'answer' && command.to !== undefined
      ? await targetName(context, command.to)
      : null
  if (handTo?.id === issue.handlerId) throw new Failure(issueErrors.targetUnknown)
  if (handTo !== null && !(await isReachable(context, handTo)))
    throw new Failure(issueErrors.targetUnreachable, {
      fields: [{ path: 'to.id', message: issueErrors.targetUnreachable.title }],
    })
  const photos = await photosToSend(context, command.photos)
  const spoken = { command, bounces, target, author: await authorOf(context, actor, issue), now }
  const writes: Write[] = []
  const facts: Fact[] = []
  const together =
    command.decision === 'refer' ? [] : await waitingTogether(context, issue, command.decision)
  for (const one of [issue, ...together]) {
    const messageId = one === issue ? (command.key ?? newId()) : newId()
    const words = { issueId: one.id, messageId }
    const said = await saidOf(context, one, spoken, actor, messageId, photos.length + shown.length)
    writes.push(...said.writes, ...photoCopies(context, shown, words))
    writes.push(...(one === issue ? photoClaims : photoCopies)(context, photos, words))
    facts.push(...said.facts)
  }
  return { writes, facts }
}

/** The writes and facts of words about one matter. */
async function saidOf(
  context: Context,
  issue: IssueRecord,
  { command, bounces, target, author, now }: Spoken,
  actor: Actor,
  messageId: string,
  photos: number,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const decision = decideResponse(issue, command, now, bounces)
  const { handTo } = decision
  const stoppedBy = factTypes[command.decision]
  const ends = decision.settles || command.decision === 'decline'
  const subject = { district: context.district, subjectId: issue.id }
  const writes = [
    updateHandling({
      ...handlingOf(issue),
      ...guardsOf(issue),
      state: decision.state,
      respondedAt: decision.respondedAt,
      // A station's first answer is nobody's own.
      respondedBy: decision.stopsClock ? actor.representativeId : issue.respondedBy,
      bounces: decision.bounces,
      officeTask: null,
      handlerKind: handTo?.kind ?? issue.handlerKind,
      handlerId: handTo?.id ?? issue.handlerId,
      endedAt: ends ? now : issue.endedAt,
    }),
    messageWrite(context, issue, {
      id: messageId,
      ...author,
      kind: decision.messageKind,
      text: command.text,
      at: now,
      target,
    }),
    (ends ? stopDeadlines : stopAnswerClocks)({ ...subject, stoppedAt: now, stoppedBy }),
    ...readWrites(issue),
  ]
  // What the voter was promised goes on with whoever has it next; only the 24 hours are theirs alone.
  if (handTo !== null) {
    writes.push(handOverDeadlines({ ...subject, ownerKind: handTo.kind, ownerId: handTo.id }))
    writes.push(await followUpClock(context, issue.id, handTo, now))
  }
  if (decision.promises && !standsAside(await deadlinesOf(context, issue.id)))
    writes.push(...(await promiseOf(context, issue, handTo ?? ownerOf(issue), now)))
  const data = {
    messageId,
    first: decision.stopsClock,
    late: decision.stopsClock && decision.late,
    rule: RESPONSE_RULE,
    ...(photos === 0 ? {} : { photos }),
    ...standingIn(issue, actor),
    ...(issue.groupId === null ? {} : { groupId: issue.groupId }),
    ...(command.to === undefined ? {} : { toKind: command.to.kind, to: command.to.id ?? null }),
  }
  const facts = [factBy(actor, issue, now, stoppedBy, data)]
  if (decision.settles) facts.push(await concludedAtOnce(context, issue, messageId, now, actor))
  return { writes, facts }
}

/** The fact that an answer settled the matter; late where what was promised before was due already. */
export async function concludedAtOnce(
  context: Context,
  issue: IssueRecord,
  messageId: string,
  now: number,
  actor: Actor,
): Promise<Fact> {
  const promised = await resolutionOf(context, issue.id)
  const late = promised !== null && isLate(promised.dueAt, now)
  return factBy(actor, issue, now, 'issue.concluded', { messageId, late, answer: true })
}

/** For whom somebody answered who stands in. */
const standingIn = (issue: IssueRecord, actor: Actor): { for?: string } =>
  mayHandle(issue, actor) ? {} : { for: issue.handlerId }

/** The matter as it is after a commit. */
export async function viewAgain(context: Context, id: string, actor: Actor): Promise<IssueView> {
  const issue = await findIssue(context, id)
  if (issue === null) throw new Failure(issueErrors.notFound)
  return await issueView(context, issue, actor)
}

/** A look of whoever works on it; the first one is noted. It stops no clock. */
export async function open(context: Context, id: string, actor: Actor): Promise<void> {
  const issue = await issueFor(context, id, actor)
  if (!mayHandle(issue, actor, await coveredBy(context, actor))) return
  const read = readWrites(issue)
  if (issue.openedAt !== null) {
    if (read.length > 0) await context.db.commit(context.district, read)
    return
  }
  const at = context.clock.now()
  try {
    await context.db.commit(
      context.district,
      [markOpened({ district: context.district, id, openedAt: at }), ...read],
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
  const state = after(issue.state, 'note')
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  await context.db.commit(
    context.district,
    [
      // Guarded, so that nothing is said about what has just been taken back.
      updateState({ district: context.district, id, state, wasState: issue.state }),
      messageWrite(context, issue, { id: messageId, ...author, kind: 'message', text, at }),
      ...readWrites(issue),
    ],
    [factBy(actor, issue, at, 'issue.noted', { messageId })],
  )
  return await viewAgain(context, id, actor)
}
