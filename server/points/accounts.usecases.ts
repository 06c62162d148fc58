import { localParts } from '@mashang/shared/core/local-time.ts'
import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { type Account, accountOf } from '@mashang/shared/points/fold.rules.ts'
import { boundsOf, type Period, periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { Version } from '@mashang/shared/points/rule-set.rules.ts'
import type { Context } from '../core/context.ts'
import {
  allRepresentatives,
  lookUpRepresentative,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { actedBetween, entriesOfOne, entriesOfSome } from './entries.store.ts'
import { actsOf, actsOfOne, doneTo, versionsNow } from './points.store.ts'

/** The period that a query names, else the present year. */
export const periodAsked = (context: Context, name: string | undefined): Period =>
  name === undefined ? { year: localParts(context.clock.now()).year, half: null } : periodOf(name)

/** One person's account as it is now. */
export async function accountNow(
  context: Context,
  id: string,
  period: Period,
  entries?: readonly Entry[],
): Promise<Account> {
  const acts = await actsOfOne(context, id)
  return accountOf(
    period,
    entries ?? (await entriesOfOne(context, id)),
    doneTo(acts),
    await versionsNow(context),
    context.clock.now(),
    (await lookUpRepresentative(context, id))?.createdAt,
  )
}

/** Who had a seat in a period, in the order of the roster; there is no other order. */
export async function peopleOf(
  context: Context,
  period: Period,
): Promise<readonly RepresentativeRecord[]> {
  const { from, to } = boundsOf(period)
  const first = new Date(from + 8 * 3_600_000).toISOString().slice(0, 10)
  const served = (await allRepresentatives(context)).filter(
    ({ state, leftOn }) => state === 'serving' || (leftOn !== null && leftOn >= first),
  )
  if (served.every(({ createdAt }) => createdAt < to)) return served
  // A roster may have been entered later than what is written down of the people in it.
  const acted = await actedBetween(context, from, to)
  return served.filter(({ id, createdAt }) => createdAt < to || acted.has(id))
}

export interface Counted {
  person: RepresentativeRecord
  account: Account
}

/** People whose entries are in memory at once. */
const PEOPLE = 200

/** Accounts of many, some at a time. */
export async function* accountsOf(
  context: Context,
  people: readonly RepresentativeRecord[],
  period: Period,
  versions?: readonly Version[],
): AsyncGenerator<Counted[]> {
  const rules = versions ?? (await versionsNow(context))
  const now = context.clock.now()
  for (let from = 0; from < people.length; from += PEOPLE) {
    const some = people.slice(from, from + PEOPLE)
    const ids = some.map(({ id }) => id)
    const entries = await entriesOfSome(context, ids)
    const acts = await actsOf(context, ids)
    yield some.map((person) => ({
      person,
      account: accountOf(
        period,
        entries.get(person.id) ?? [],
        doneTo(acts.get(person.id) ?? []),
        rules,
        now,
        person.createdAt,
      ),
    }))
  }
}
