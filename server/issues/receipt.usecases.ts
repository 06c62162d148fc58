import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { ReceiptStanding, ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { after } from '@mashang/shared/issues/issues.rules.ts'
import { normalizeReceipt, RECEIPT_LENGTH } from '@mashang/shared/issues/receipts.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { stopDeadlines } from '../core/deadlines/deadlines.store.ts'
import { idFrom, newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { receiptHash } from './filing.usecases.ts'
import { decideFloodHold } from './flood.store.ts'
import { updateState } from './handling.store.ts'
import { heldInMessage } from './held.writes.ts'
import {
  findByReceiptHash,
  findIssue,
  type IssueRecord,
  insertMessage,
  isMessageKept,
} from './issues.store.ts'
import { type ReceiptReader, receiptView } from './issues.views.ts'
import { markSpoken } from './marks.store.ts'
import { resumedByVoter } from './resolution.usecases.ts'

/** The issue behind a receipt, however the receipt was typed. */
export async function issueOfReceipt(
  context: Context,
  raw: string,
): Promise<{ issue: IssueRecord; receipt: string }> {
  const receipt = normalizeReceipt(raw)
  const issue =
    receipt.length === RECEIPT_LENGTH
      ? await findByReceiptHash(context, receiptHash(context, receipt))
      : null
  if (issue === null) throw new Failure(issueErrors.receiptNotFound)
  return { issue, receipt }
}

export async function viewByReceipt(
  context: Context,
  raw: string,
  reader?: ReceiptReader,
): Promise<ReceiptView> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  return await receiptView(context, issue, receipt, reader)
}

/** How the matters of several receipts stand; those that nobody has are left out. */
export async function standingsOf(
  context: Context,
  receipts: readonly string[],
): Promise<{ serverTime: string; items: ReceiptStanding[] }> {
  const items: ReceiptStanding[] = []
  for (const asked of new Set(receipts)) {
    const receipt = normalizeReceipt(asked)
    const issue = await findByReceiptHash(context, receiptHash(context, receipt))
    if (issue === null) continue
    const view = await receiptView(context, issue, receipt)
    items.push({ ...view, receipt: asked, erased: issue.wordsErasedAt !== null })
  }
  return { serverTime: toIso(context.clock.now()), items }
}

export const voterFact = (
  issue: IssueRecord,
  at: number,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'voter', id: null },
  subject: { kind: 'issue', id: issue.id },
  data,
})

/** Tries once more where a clock of the matter was changed at the same moment. */
async function onceMore(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Conflict) || error.statement !== 'recount deadline') throw error
    await work()
  }
}

/** Most words of a voter about one issue, so that a receipt is no place to flood. */
const MESSAGE_LIMIT = 50

/**
 * The voter adds a sentence. It opens nothing that has ended; where the clock of what was promised
 * stood still for the voter's word, it goes on. Whoever handles it is told.
 * @param key the Idempotency-Key, where the phone made one: with it the same words are kept once
 */
export async function addMessage(
  context: Context,
  raw: string,
  text: string,
  key?: string,
): Promise<ReceiptView> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  // Out of key and words, so that another sentence under a key that is known is never lost.
  const messageId = key
    ? idFrom(context.secrets.bytes('message-key', JSON.stringify([issue.id, key, text])))
    : newId()
  if (key && (await isMessageKept(context, messageId)))
    return await receiptView(context, issue, receipt)
  const state = after(issue.state, 'message')
  const view = await receiptView(context, issue, receipt)
  if (view.messages.filter((m) => m.author === 'voter').length >= MESSAGE_LIMIT)
    throw new Failure(coreErrors.tooMany)
  await onceMore(async () => {
    const at = context.clock.now()
    const resumed = await resumedByVoter(context, issue, at)
    const held = heldInMessage(context, issue, { id: messageId, text }, at)
    await context.db.commit(
      context.district,
      [
        markSpoken({ district: context.district, id: issue.id, unreadAt: at, wasState: state }),
        insertMessage({
          district: context.district,
          id: messageId,
          issueId: issue.id,
          author: 'voter',
          authorId: null,
          authorName: issue.voter,
          kind: 'message',
          text,
          target: null,
          at,
        }),
        ...(resumed === null ? [] : [resumed.write]),
        ...held.writes,
      ],
      [
        voterFact(issue, at, 'issue.messaged', { messageId }),
        ...(resumed === null ? [] : [voterFact(issue, at, 'clock.resumed', resumed.data)]),
        ...held.facts,
      ],
    )
  }).catch((error: unknown) => {
    // Two requests with one key met: the other one has kept it.
    if (!(key && error instanceof AlreadyThere)) throw error
  })
  return await viewAgainByReceipt(context, issue.id, receipt)
}

/** The voter takes it back; every clock of it stops. */
export async function withdraw(context: Context, raw: string): Promise<ReceiptView> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  if (issue.state === 'withdrawn') return await receiptView(context, issue, receipt)
  const state = after(issue.state, 'withdraw')
  const held = issue.state === 'held'
  const at = context.clock.now()
  await context.db.commit(
    context.district,
    [
      updateState({ district: context.district, id: issue.id, state, wasState: issue.state }),
      stopDeadlines({
        district: context.district,
        subjectId: issue.id,
        stoppedAt: at,
        stoppedBy: 'issue.withdrawn',
      }),
      ...(held
        ? [
            decideFloodHold({
              district: context.district,
              issueId: issue.id,
              state: 'released',
              decidedById: null,
              decidedAt: at,
              decision: '选民自己撤回了',
            }),
          ]
        : []),
    ],
    // Nobody but the office knows of what is held.
    [voterFact(issue, at, 'issue.withdrawn', held ? { held: true } : {})],
  )
  return await viewAgainByReceipt(context, issue.id, receipt)
}

/** What the voter sees after a commit. */
export async function viewAgainByReceipt(
  context: Context,
  id: string,
  receipt: string,
): Promise<ReceiptView> {
  const issue = await findIssue(context, id)
  if (issue === null) throw new Failure(issueErrors.receiptNotFound)
  return await receiptView(context, issue, receipt)
}
