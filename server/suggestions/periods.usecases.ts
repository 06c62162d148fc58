import {
  defaultPeriods,
  legalMaximum,
  mustBeLawful,
  type Periods,
} from '@mashang/shared/suggestions/periods.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { periodsNow, savePeriods } from './suggestions.store.ts'
import { byAccount } from './suggestions.usecases.ts'

export const showPeriods = async (context: Context) => ({
  periods: await periodsNow(context),
  defaults: defaultPeriods,
  legalMaximum: { ...legalMaximum },
})

/** For clocks that start from now on; running ones keep what they started with. */
export async function changePeriods(
  context: Context,
  periods: Periods,
  actor: Actor,
): Promise<{ periods: Periods }> {
  mustBeLawful(periods)
  const { district } = context
  await context.db.commit(
    district,
    [savePeriods({ district, periods })],
    [
      {
        at: context.clock.now(),
        type: 'suggestion-periods.changed',
        actor: byAccount(actor),
        subject: { kind: 'district', id: district },
        data: { ...periods },
      },
    ],
  )
  return { periods }
}
