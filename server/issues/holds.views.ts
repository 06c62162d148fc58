import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { HoldRow, HoldView } from '@mashang/shared/issues/holds.api.ts'
import { holdErrors } from '@mashang/shared/issues/holds.errors.ts'
import { mayDecideHold } from '@mashang/shared/issues/holds.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { isMasked } from '@mashang/shared/issues/retention.rules.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import { type Actor, mayChange } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { sharersOf } from '../photos/photos.store.ts'
import { type HoldRecord, isCoveredLater } from './holds.store.ts'
import { findIssue, findMessage, type IssueRecord } from './issues.store.ts'

/** Rows of the queue; a page of them at most. */
export async function holdRows(context: Context, holds: readonly HoldRecord[]): Promise<HoldRow[]> {
  const { shortName } = await districtNow(context)
  const people = holds.flatMap(({ byId, decidedById, restoredById }) => [
    byId,
    decidedById,
    restoredById,
  ])
  const names = await accountNames(
    context,
    people.filter((id) => id !== null),
  )
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? ''))
  return await Promise.all(
    holds.map(async (hold) => {
      const issue = await issueOf(context, hold)
      return {
        id: hold.id,
        issue: {
          id: issue.id,
          number: issueNumber(shortName, issue.year, issue.number),
          title: issue.title,
        },
        target: hold.target,
        reason: hold.reason,
        note: hold.note,
        by: nameOf(hold.byId),
        at: toIso(hold.at),
        state: hold.state,
        decidedBy: nameOf(hold.decidedById),
        decidedAt: toIsoOrNull(hold.decidedAt),
        decision: hold.decision,
        restoredBy: nameOf(hold.restoredById),
        restoredAt: toIsoOrNull(hold.restoredAt),
        restoration: hold.restoration,
      }
    }),
  )
}

export async function issueOf(
  context: Context,
  hold: Pick<HoldRecord, 'issueId'>,
): Promise<IssueRecord> {
  const issue = await findIssue(context, hold.issueId)
  if (issue === null) throw new Failure(holdErrors.notFound)
  return issue
}

type Words = NonNullable<HoldView['words']>

/** The words that a hold is about, as they are now; null: it is about a photo. */
export async function wordsOf(
  context: Context,
  hold: HoldRecord,
  issue: IssueRecord,
): Promise<Words | null> {
  switch (hold.target) {
    case 'filing':
      return { title: issue.title, text: issue.text, place: issue.place }
    case 'message': {
      const message = await findMessage(context, hold.targetId)
      return { title: '', text: message?.text ?? '', place: null }
    }
    case 'photo':
      return null
  }
}

/** Whether what was covered lies sealed, may still be looked at, and is not shown anyway. */
export const holdsOriginal = (context: Context, hold: HoldRecord, issue: IssueRecord): boolean =>
  hold.state === 'redacted' &&
  (hold.originalWords !== null || hold.originalPhoto) &&
  !isMasked(issue, context.clock.now())

/** Whether another covering of the same lies over that of this hold. */
export const isUnderAnother = async (context: Context, hold: HoldRecord): Promise<boolean> =>
  isCoveredLater(
    context,
    hold,
    hold.target === 'photo' ? await sharersOf(context, hold.targetId) : [hold.targetId],
  )

export async function holdView(
  context: Context,
  hold: HoldRecord,
  actor: Actor,
): Promise<HoldView> {
  const issue = await issueOf(context, hold)
  const [row] = await holdRows(context, [hold])
  if (row === undefined) throw new Failure(holdErrors.notFound)
  const decides = mayChange(actor, 'issues')
  const original = decides && holdsOriginal(context, hold, issue)
  return {
    ...row,
    words: await wordsOf(context, hold, issue),
    // Another address after it was covered: what a browser has kept is the old picture.
    photoUrl:
      hold.target === 'photo'
        ? `/api/issues/${issue.id}/photos/${hold.targetId}?v=${hold.restoredAt ?? hold.decidedAt ?? 0}`
        : null,
    publish: issue.publish,
    can: {
      decide: decides && mayDecideHold(hold.state) && hold.reason !== 'flood',
      original,
      restore: original && !(await isUnderAnother(context, hold)),
    },
  }
}
