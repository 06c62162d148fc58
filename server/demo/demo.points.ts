import { boundsOf, periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { actOnEntry } from '../points/acts.usecases.ts'
import { draftClosing, signClosing } from '../points/closings.usecases.ts'
import { followLedger } from '../points/follow.usecases.ts'
import { listReviews } from '../points/reviews.usecases.ts'

const MOST = 500
/** The half-year that is over is reviewed, signed and shown, as an office would have done in these days. */
export async function playPoints(context: Context, period: string, office: Actor): Promise<void> {
  await followLedger(context)
  const { from, to } = boundsOf(periodOf(period))
  const { items } = await listReviews(context, { page: 1, size: MOST }, office)
  for (const { representative, entry } of items) {
    const at = Date.parse(entry.at)
    if (at < from || at >= to) continue
    const where = { id: representative.id, entry: entry.key }
    const command = { act: 'confirm' as const, reason: '看过记录，属实。' }
    await actOnEntry(context, where, command, office)
  }
  const { id, leftOut } = await draftClosing(context, period, office)
  const decision = { signer: '王志强（代表工委主任）', reason: '代表工委会议审议通过。', leftOut }
  await signClosing(context, id, decision, office)
}
