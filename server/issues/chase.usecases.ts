import { Failure } from '@mashang/shared/core/errors.ts'
import { mayChase } from '@mashang/shared/issues/chase.rules.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { isLate } from '@mashang/shared/issues/issues.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { deadlinesOf } from '../core/deadlines/deadlines.store.ts'
import { limitsOf } from '../districts/districts.store.ts'
import { markChased } from './marks.store.ts'
import { issueOfReceipt, viewAgainByReceipt, voterFact } from './receipt.usecases.ts'
import { owedMoments } from './resolution.store.ts'

/**
 * The voter asks why nothing has come. The station of whoever owes the answer is told, or the office
 * where it has no account or the matter is held; once in 24 hours.
 */
export async function chase(context: Context, raw: string): Promise<ReceiptView> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  const at = context.clock.now()
  const owed = owedMoments(await deadlinesOf(context, issue.id))
  if (!owed.some((dueAt) => isLate(dueAt, at))) throw new Failure(issueErrors.notOverdue)
  if (!mayChase(owed, issue.chasedAt, at, (await limitsOf(context)).chaseHours))
    throw new Failure(issueErrors.chasedAlready)
  try {
    await context.db.commit(
      context.district,
      [
        markChased({
          district: context.district,
          id: issue.id,
          chasedAt: at,
          wasChasedAt: issue.chasedAt ?? 0,
        }),
      ],
      [voterFact(issue, at, 'issue.chased', issue.state === 'held' ? { held: true } : {})],
    )
  } catch (error) {
    // Tapped twice.
    if (error instanceof Conflict) throw new Failure(issueErrors.chasedAlready)
    throw error
  }
  return await viewAgainByReceipt(context, issue.id, receipt)
}
