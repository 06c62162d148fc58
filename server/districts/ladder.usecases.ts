import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { ladderSettings } from '@mashang/shared/districts/ladder.model.ts'
import { type LadderLevel, STANDARD_LADDER } from '@mashang/shared/districts/ladder.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow, saveLadder } from './districts.store.ts'

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
 * @param levels null: the standard ones
 */
export async function changeLadder(
  context: Context,
  levels: LadderLevel[] | null,
  by: Actor,
): Promise<z.input<typeof ladderSettings>> {
  const before = await districtNow(context)
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
