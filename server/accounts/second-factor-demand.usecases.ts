import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import type { demandChange } from '@mashang/shared/accounts/second-factor.model.ts'
import { demandedFrom } from '@mashang/shared/accounts/second-factor.rules.ts'
import { MINUTE, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow, saveSecondFactorFrom } from '../districts/districts.store.ts'
import { officeAccounts } from './second-factor.store.ts'

export async function demandNow(context: Context) {
  const accounts = await officeAccounts(context)
  const off = accounts.filter(({ factorSince }) => factorSince === null)
  return {
    from: toIsoOrNull((await districtNow(context)).secondFactorFrom),
    on: accounts.length - off.length,
    off: off.map(({ name }) => name),
  }
}

/** A demand that begins so close to a standing one is that one, sent again after a lost answer. [default] */
const SENT_AGAIN = 10 * MINUTE

/**
 * Demands a second factor of all accounts of the office after so many days, or no longer (null). Who
 * demands it has one: so that there is always somebody who can help the others.
 */
export async function changeDemand(
  context: Context,
  { grace, was: seen }: z.output<typeof demandChange>,
  actor: Actor,
) {
  const was = (await districtNow(context)).secondFactorFrom
  if (grace === null && was === null) return await demandNow(context)
  const at = context.clock.now()
  if (grace !== null && actor.secondFactor?.on !== true)
    throw new Failure(accountErrors.demandNeedsOwn)
  const from = grace === null ? null : demandedFrom(at, grace)
  if (from !== null && was !== null && Math.abs(from - was) < SENT_AGAIN)
    return await demandNow(context)
  if (seen !== toIsoOrNull(was)) throw new Failure(coreErrors.conflict)
  await context.db.commit(
    context.district,
    [saveSecondFactorFrom({ id: context.district, secondFactorFrom: from, was: was ?? 0 })],
    [
      {
        at,
        type: 'district.second-factor-changed',
        actor: { kind: 'account', id: actor.accountId },
        subject: { kind: 'district', id: context.district },
        data: { grace },
      },
    ],
  )
  return await demandNow(context)
}
