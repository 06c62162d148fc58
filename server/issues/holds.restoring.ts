import { Failure } from '@mashang/shared/core/errors.ts'
import type { HoldView } from '@mashang/shared/issues/holds.api.ts'
import { holdErrors } from '@mashang/shared/issues/holds.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { opened } from '../core/secrets.ts'
import { type PaintedCovering, uncoverPhoto } from '../photos/covering.usecases.ts'
import {
  boundTo,
  coverIssue,
  coverMessage,
  findHold,
  type HoldRecord,
  restoreHold,
  sealedFile,
} from './holds.store.ts'
import { holdsOriginal, holdView, issueOf, isUnderAnother, wordsOf } from './holds.views.ts'
import type { IssueRecord } from './issues.store.ts'
import { authorOf, factBy, messageWrite } from './issues.writes.ts'

type Words = NonNullable<HoldView['words']>

/** What puts the original back; guarded by what the covering has left. */
async function original(
  context: Context,
  hold: HoldRecord,
  issue: IssueRecord,
): Promise<PaintedCovering> {
  if (hold.originalPhoto) {
    const sealed = { name: sealedFile(hold.id), bound: boundTo(hold.id) }
    const painted = await uncoverPhoto(context, issue.id, hold.targetId, sealed)
    if (painted === null) throw new Failure(holdErrors.noOriginal)
    return painted
  }
  const text = opened(context, hold.originalWords ?? '', boundTo(hold.id))
  const now = await wordsOf(context, hold, issue)
  if (text === null || now === null) throw new Failure(holdErrors.noOriginal)
  const was = JSON.parse(text) as Words
  const { district } = context
  const write =
    hold.target === 'message'
      ? coverMessage({ district, id: hold.targetId, text: was.text, wasText: now.text })
      : coverIssue({
          district,
          id: issue.id,
          ...was,
          wasTitle: now.title,
          wasText: now.text,
        })
  return { writes: [write], after: async () => undefined }
}

/**
 * Takes a covering back: everybody sees again what was there, and the voter reads who decided so and
 * why. Of several coverings of one thing the last goes first; what a later one hides stays hidden.
 */
export async function restoreOriginal(
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<HoldView> {
  const hold = await findHold(context, id)
  if (hold === null) throw new Failure(holdErrors.notFound)
  const issue = await issueOf(context, hold)
  if (!holdsOriginal(context, hold, issue)) throw new Failure(holdErrors.noOriginal)
  if (await isUnderAnother(context, hold)) throw new Failure(holdErrors.coveredLater)
  const { writes, after } = await original(context, hold, issue)
  const { district } = context
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  try {
    await context.db.commit(
      district,
      [
        ...writes,
        messageWrite(context, issue, {
          id: messageId,
          ...author,
          kind: 'moderation',
          text: reason,
          at,
        }),
        restoreHold({
          district,
          id,
          restoredById: actor.accountId,
          restoredAt: at,
          restoration: reason,
        }),
      ],
      [factBy(actor, issue, at, 'issue.uncovered', { hold: id, messageId, target: hold.target })],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(holdErrors.changed, { cause: error })
    throw error
  }
  await after()
  return await holdView(context, (await findHold(context, id)) ?? hold, actor)
}
