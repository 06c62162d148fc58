import { Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { remindedToday } from '@mashang/shared/issues/station.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { deadlinesOf } from '../core/deadlines/deadlines.store.ts'
import type { IssueRecord } from './issues.store.ts'
import { factBy } from './issues.writes.ts'
import { isReachable } from './reach.store.ts'
import { markReminded } from './station.store.ts'

/** Refuses where nobody owes anything now, heard of it today, or would not hear of it. */
export async function refuseReminding(context: Context, issue: IssueRecord): Promise<void> {
  const open = (await deadlinesOf(context, issue.id)).filter((clock) => clock.stoppedAt === null)
  if (open.length === 0)
    throw new Failure(issueErrors.notNow, { detail: '没有在走的时限，不用催。' })
  if (open.every((clock) => clock.pausedAt !== null))
    throw new Failure(issueErrors.notNow, { detail: '时限现在停着，不用催。' })
  if (remindedToday(issue.remindedAt, context.clock.now()))
    throw new Failure(issueErrors.remindedToday)
  const { handlerKind: kind, handlerId: id } = issue
  if (await isReachable(context, { kind, id })) return
  throw kind === 'station'
    ? new Failure(issueErrors.nobodyToRemind, {
        detail: '这个代表家站没有账号，收不到提醒，请打个电话。',
      })
    : new Failure(issueErrors.nobodyToRemind)
}

/** A word to whoever it lies with, by the office or a station; once per matter and day for both. */
export async function sendReminder(
  context: Context,
  issue: IssueRecord,
  actor: Actor,
): Promise<void> {
  await refuseReminding(context, issue)
  const at = context.clock.now()
  try {
    await context.db.commit(
      context.district,
      [
        markReminded({
          district: context.district,
          id: issue.id,
          remindedAt: at,
          wasRemindedAt: issue.remindedAt ?? 0,
        }),
      ],
      [factBy(actor, issue, at, 'issue.reminded', { to: issue.handlerId })],
    )
  } catch (error) {
    // Tapped twice, or by both.
    if (error instanceof Conflict) throw new Failure(issueErrors.remindedToday)
    throw error
  }
}
