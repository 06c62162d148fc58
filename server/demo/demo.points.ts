import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { draftClosing, signClosing } from '../points/closings.usecases.ts'
import { followLedger } from '../points/follow.usecases.ts'

/** The half-year that is over is signed and shown, as an office would have done in these days. */
export async function playPoints(context: Context, period: string, office: Actor): Promise<void> {
  await followLedger(context)
  const { id } = await draftClosing(context, period, office)
  const decision = { signer: '王志强（代表工委主任）', reason: '代表工委会议审议通过。' }
  await signClosing(context, id, decision, office)
}
