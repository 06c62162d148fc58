import { Failure } from '@mashang/shared/core/errors.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import { termErrors } from '@mashang/shared/terms/terms.errors.ts'
import type { Departure, Returned } from '@mashang/shared/terms/terms.model.ts'
import { hasBegun } from '@mashang/shared/terms/terms.rules.ts'
import { allAccounts } from '../accounts/accounts.store.ts'
import { newAccount } from '../accounts/accounts.usecases.ts'
import { closedAccount } from '../accounts/upkeep.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { districtNow } from '../districts/districts.store.ts'
import { handOverOfThoseWhoLeft } from '../issues/leaving.usecases.ts'
import {
  besides,
  cardOf,
  lookUpRepresentative,
  type RepresentativeRecord,
  saveOffice,
} from '../representatives/representatives.store.ts'
import { representativeOr404 } from '../representatives/representatives.usecases.ts'
import { departuresOf } from './terms.usecases.ts'

const fact = (
  at: number,
  type: string,
  by: Actor,
  id: string,
  data?: NonNullable<Fact['data']>,
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: by.accountId },
  subject: { kind: 'representative', id },
  ...(data === undefined ? {} : { data }),
})

async function cardNow(context: Context, id: string): Promise<RepresentativeCard> {
  const now = (await lookUpRepresentative(context, id)) as RepresentativeRecord
  return await cardOf(context, now, await districtNow(context))
}

/** What would follow if this person left office today. */
export async function forecastDeparture(context: Context, id: string): Promise<Departure> {
  const person = await representativeOr404(context, id)
  if (person.state === 'left') throw new Failure(termErrors.alreadyLeft)
  const serving = (await besides(context, person))
    .filter((one) => one.state === 'serving')
    .map((one) => ({
      id: one.id,
      name: one.name,
      unit: one.electoralUnit,
      stationId: one.stationId,
    }))
  const [departure] = await departuresOf(context, [person], serving)
  return departure as Departure
}

/** Somebody leaves office in mid-term: no account any more, open matters go to the station. */
export async function depart(
  context: Context,
  id: string,
  on: string,
  by: Actor,
): Promise<RepresentativeCard> {
  const person = await representativeOr404(context, id)
  if (person.state === 'left') throw new Failure(termErrors.alreadyLeft)
  const at = context.clock.now()
  if (!hasBegun(on, at))
    throw new Failure(termErrors.future, {
      detail: '离任的日子还没有到，请到那一天再记。',
      fields: [{ path: 'on', message: '离任的日子还没有到，请到那一天再记。' }],
    })
  const accounts = (await allAccounts(context)).filter(
    (one) => one.representativeId === id && one.closedAt === null,
  )
  await context.db.commit(
    context.district,
    [
      saveOffice({
        district: context.district,
        id,
        before: 'serving',
        state: 'left',
        leftOn: on,
        updatedAt: at,
      }),
      ...accounts.flatMap((account) => closedAccount(context, account)),
    ],
    [
      fact(at, 'representative.left', by, id, { on }),
      ...accounts.map(
        (account): Fact => ({
          at,
          type: 'account.closed',
          actor: { kind: 'account', id: by.accountId },
          subject: { kind: 'account', id: account.id },
        }),
      ),
    ],
  )
  await handOverOfThoseWhoLeft(context)
  return await cardNow(context, id)
}

/** Taken down by mistake: in office again. What went to the station meanwhile stays there. */
export async function comeBack(context: Context, id: string, by: Actor): Promise<Returned> {
  const person = await representativeOr404(context, id)
  if (person.state === 'serving') throw new Failure(termErrors.serves)
  const at = context.clock.now()
  const phone = person.phone === null ? null : context.secrets.unseal(person.phone, id)
  const account =
    phone === null
      ? null
      : newAccount(context, {
          name: person.name,
          login: phone,
          role: 'representative',
          representativeId: id,
        })
  const taken =
    account !== null &&
    (await allAccounts(context)).some(({ loginHash }) => loginHash === account.loginHash)
  const opened = taken ? null : account
  await context.db.commit(
    context.district,
    [
      saveOffice({
        district: context.district,
        id,
        before: 'left',
        state: 'serving',
        leftOn: null,
        updatedAt: at,
      }),
      ...(opened === null ? [] : [opened.write]),
    ],
    [
      fact(at, 'representative.returned', by, id),
      ...(opened === null
        ? []
        : [
            {
              at,
              type: 'account.created',
              actor: { kind: 'account', id: by.accountId },
              subject: { kind: 'account', id: opened.id },
              data: { representativeId: id },
            } as const,
          ]),
    ],
  )
  return {
    ...(await cardNow(context, id)),
    account: opened !== null ? 'opened' : taken ? 'phone-taken' : 'no-phone',
  }
}
