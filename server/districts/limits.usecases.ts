import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { districtErrors } from '@mashang/shared/districts/districts.errors.ts'
import type { limitsSettings } from '@mashang/shared/districts/limits.model.ts'
import { limitsNow, sameLimits } from '@mashang/shared/districts/limits.rules.ts'
import { type Limits, STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type DistrictRecord, districtNow, saveLimits } from './districts.store.ts'

type Settings = z.input<typeof limitsSettings>

function settingsOf({ limits: history }: DistrictRecord): Settings {
  const { limits, version, since } = limitsNow(history)
  return {
    limits: { ...limits },
    version,
    standard: sameLimits(limits, STANDARD_LIMITS),
    since: toIsoOrNull(since),
  }
}

export const limitsSettingsNow = async (context: Context): Promise<Settings> =>
  settingsOf(await districtNow(context))

/**
 * Sets 时限与次数 from now on. Clocks that run keep what they started with, so earlier versions stay;
 * the ledger has the new values.
 */
export async function changeLimits(
  context: Context,
  { basedOn, ...wanted }: Limits & { basedOn: number },
  by: Actor,
): Promise<Settings> {
  const before = await districtNow(context)
  const current = limitsNow(before.limits)
  if (basedOn !== current.version) throw new Failure(districtErrors.changedMeanwhile)
  if (sameLimits(current.limits, wanted)) return settingsOf(before)
  // Never before the last change: they are looked up by their moment.
  const at = Math.max(context.clock.now(), (current.since ?? 0) + 1)
  await context.db.commit(
    context.district,
    [
      saveLimits({
        id: context.district,
        limits: [...(before.limits ?? []), { ...wanted, since: at }],
        limitsVersion: current.version + 1,
        wasVersion: current.version,
      }),
    ],
    [
      {
        at,
        type: 'district.limits-changed',
        actor: { kind: 'account', id: by.accountId },
        subject: { kind: 'district', id: context.district },
        data: { version: current.version + 1, ...wanted },
      },
    ],
  )
  return settingsOf(await districtNow(context))
}
