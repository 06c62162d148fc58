import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { districtErrors } from '@mashang/shared/districts/districts.errors.ts'
import type { ladderChange, ladderSettings } from '@mashang/shared/districts/ladder.model.ts'
import { STANDARD_LADDER } from '@mashang/shared/districts/ladder.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow, saveLadder } from './districts.store.ts'

/** A ladder that was never changed. */
const EPOCH = '1970-01-01T00:00:00.000Z'

export async function ladderSettingsNow(context: Context): Promise<z.input<typeof ladderSettings>> {
  const { ladder, ladderSince } = await districtNow(context)
  return {
    levels: (ladder ?? [...STANDARD_LADDER]).map(({ hours, to }) => ({ hours, to })),
    standard: ladder === null,
    since: toIsoOrNull(ladderSince === 0 ? null : ladderSince),
  }
}

/**
 * Sets the ladder for all clocks from now on, also those that run: levels whose moment is over are
 * not said again. The ledger keeps the hours and whom they reach.
 * @param change levels null: the standard ones; `basedOn`: since when the one that was on the screen
 */
export async function changeLadder(
  context: Context,
  { levels, basedOn }: z.output<typeof ladderChange>,
  by: Actor,
): Promise<z.input<typeof ladderSettings>> {
  const before = await districtNow(context)
  if (Date.parse(basedOn ?? EPOCH) !== before.ladderSince)
    throw new Failure(districtErrors.changedMeanwhile)
  if (JSON.stringify(before.ladder) === JSON.stringify(levels))
    return await ladderSettingsNow(context)
  // Never the same moment twice: it tells one ladder from the other.
  const at = Math.max(context.clock.now(), before.ladderSince + 1)
  await context.db.commit(
    context.district,
    [
      saveLadder({
        id: context.district,
        ladder: levels,
        ladderSince: at,
        wasSince: before.ladderSince,
      }),
    ],
    [
      {
        at,
        type: 'district.ladder-changed',
        actor: { kind: 'account', id: by.accountId },
        subject: { kind: 'district', id: context.district },
        data: {
          levels: (levels ?? STANDARD_LADDER)
            .map(({ hours, to }) => `${hours}:${to.join('+')}`)
            .join(' '),
        },
      },
    ],
  )
  return await ladderSettingsNow(context)
}
