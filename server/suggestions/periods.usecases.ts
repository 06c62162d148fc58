import { isDeepStrictEqual } from 'node:util'
import { Failure } from '@mashang/shared/core/errors.ts'
import {
  defaultPeriods,
  legalMaximum,
  mustBeLawful,
  type Periods,
} from '@mashang/shared/suggestions/periods.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { periodsNow, periodsSet, savePeriods } from './suggestions.store.ts'
import { byAccount } from './suggestions.usecases.ts'

export const showPeriods = async (context: Context) => ({
  periods: await periodsNow(context),
  defaults: defaultPeriods,
  legalMaximum: { ...legalMaximum },
})

/**
 * For clocks that start from now on; running ones keep what they started with.
 * @param was what the clerk saw; who changed it meanwhile is not overwritten
 */
export async function changePeriods(
  context: Context,
  { was, ...periods }: Periods & { was: Periods },
  actor: Actor,
): Promise<{ periods: Periods }> {
  mustBeLawful(periods)
  const { district } = context
  const before = await periodsSet(context)
  // Sent again after an answer that was lost: it is done already.
  if (before !== null && isDeepStrictEqual(periods, { ...defaultPeriods, ...before }))
    return { periods }
  if (!isDeepStrictEqual(was, { ...defaultPeriods, ...before }))
    throw new Failure(suggestionErrors.periodsChangedMeanwhile)
  const { classes, ...counted } = periods
  await context.db.commit(
    district,
    [savePeriods({ district, periods, before: before && JSON.stringify(before) })],
    [
      {
        at: context.clock.now(),
        type: 'suggestion-periods.changed',
        actor: byAccount(actor),
        subject: { kind: 'district', id: district },
        data: { ...counted, classA: classes.A, classB: classes.B, classC: classes.C },
      },
    ],
  )
  return { periods }
}
