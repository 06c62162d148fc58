import { toIso } from '@mashang/shared/core/clock.ts'
import type { PointEntry } from '@mashang/shared/points/points.model.ts'
import { entryActs } from '@mashang/shared/points/points.words.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import type { ActRecord } from './points.store.ts'

/** Reviews and reversals as they are shown, each with whose hand it was. */
export async function actViews(
  context: Context,
  acts: readonly ActRecord[],
): Promise<(own: readonly ActRecord[]) => PointEntry['acts']> {
  const names = await accountNames(context, [...new Set(acts.map(({ by }) => by))])
  return (own) =>
    own.map(({ act, by, reason, at }) => ({
      words: entryActs[act],
      by: names.get(by) ?? '代表工委',
      reason,
      at: toIso(at),
    }))
}
