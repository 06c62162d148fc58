import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { countedBy, type Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { collect, nothingYet } from '@mashang/shared/points/collect.rules.ts'
import {
  type Account,
  accountOf,
  rejectedOf,
  type Seat,
} from '@mashang/shared/points/fold.rules.ts'
import { boundsOf, type Period, periodKey, periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { Version } from '@mashang/shared/points/rule-set.rules.ts'
import { hadLeftBefore } from '@mashang/shared/representatives/left.rules.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { touchedSince } from '../core/ledger/later-facts.store.ts'
import { seatAt, seatsOf } from '../representatives/left.store.ts'
import {
  allRepresentatives,
  lookUpRepresentative,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { actedBetween, entriesOfOne, entriesOfSome } from './entries.store.ts'
import { actsOf, actsOfOne, doneTo, versionsAt, versionsNow } from './points.store.ts'

/** The period that a query names, else the present year. */
export const periodAsked = (context: Context, name: string | undefined): Period =>
  name === undefined ? { year: localParts(context.clock.now()).year, half: null } : periodOf(name)

const NOBODY: Seat = { since: 0, until: null }

/** When somebody came to the roster and when they left. */
export const seatOf = async (
  context: Context,
  person: RepresentativeRecord | null,
): Promise<Seat> =>
  person === null ? NOBODY : ((await seatsOf(context, [person])).get(person.id) ?? NOBODY)

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
    await seatOf(context, await lookUpRepresentative(context, id)),
  )
}

/**
 * Somebody's entries as they were at a moment: of matters to which something happened since, by the
 * facts of before alone, since the place of an entry moves on when it is said again. So a list of an
 * earlier year, or what was kept from paper, counts from its writing down until it was taken back.
 */
async function entriesAt(context: Context, id: string, moment: EpochMs): Promise<Entry[]> {
  const known = await entriesOfOne(context, id)
  const matters = [...new Set(known.map(({ matterId }) => matterId))]
  const touched = await touchedSince(context, matters, moment)
  const then = [...touched.values()].flatMap((facts) => {
    const before = facts.filter((fact) => countedBy(fact, moment))
    return [...(collect(nothingYet(), before).entries.get(id)?.values() ?? [])]
  })
  return [...known.filter(({ matterId }) => !touched.has(matterId)), ...then].filter(
    ({ at }) => at < moment,
  )
}

const actsAt = async (context: Context, id: string, moment: EpochMs) =>
  doneTo((await actsOfOne(context, id)).filter(({ at }) => at < moment))

/** One person's account as it was at a moment, by what was known of them and said by rules until then. */
export async function accountAt(
  context: Context,
  id: string,
  period: Period,
  moment: EpochMs,
): Promise<Account> {
  const person = await lookUpRepresentative(context, id)
  return accountOf(
    period,
    await entriesAt(context, id, moment),
    await actsAt(context, id, moment),
    await versionsAt(context, moment),
    moment - 1,
    person === null ? NOBODY : await seatAt(context, person, moment),
  )
}

/** Which matters of somebody were looked at and found to be no duty done; as was known before a moment. */
export async function rejectedNow(
  context: Context,
  id: string,
  until: EpochMs = Infinity,
): Promise<ReturnType<typeof rejectedOf>> {
  const acts = await actsAt(context, id, until)
  // Most people have nothing that was looked at.
  if (acts.length === 0) return []
  return until === Infinity
    ? rejectedOf(await entriesOfOne(context, id), acts, await versionsNow(context))
    : rejectedOf(await entriesAt(context, id, until), acts, await versionsAt(context, until))
}

/** Who had a seat in a period, in the order of the roster; there is no other order. */
export const peopleOf = (
  context: Context,
  period: Period,
): Promise<readonly RepresentativeRecord[]> => seated(context, periodKey(period))

/**
 * Who serves, or served then, and is not among them: they came to the roster when the period was over
 * or when they had left already, and nothing of it is written down of them.
 * @param counted who counts; undefined: who had a seat, as is known now
 */
export async function leftOutOf(
  context: Context,
  period: Period,
  counted?: ReadonlySet<string>,
): Promise<readonly RepresentativeRecord[]> {
  const within = counted ?? new Set((await peopleOf(context, period)).map(({ id }) => id))
  return (await servedIn(context, periodKey(period))).filter(({ id }) => !within.has(id))
}

/** Whoever serves, or served when the period began. */
const servedIn = kept(['representatives'], async (context, period: string) => {
  const { from } = boundsOf(periodOf(period))
  const people = await allRepresentatives(context)
  const seats = await seatsOf(context, people)
  return people.filter(({ id }) => (seats.get(id)?.until ?? Infinity) > from)
})

const seated = kept(['representatives', 'point_entries'], async (context, period: string) => {
  const { from, to } = boundsOf(periodOf(period))
  const served = await servedIn(context, period)
  const seats = await seatsOf(context, served)
  const knownThen = ({ id, createdAt }: RepresentativeRecord) =>
    createdAt < to && !hadLeftBefore(seats.get(id) ?? NOBODY)
  if (served.every(knownThen)) return served
  // A roster may have been entered later than what is written down of the people in it.
  const acted = await actedBetween(context, from, to)
  return served.filter((one) => knownThen(one) || acted.has(one.id))
})

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
    const seats = await seatsOf(context, some)
    yield some.map((person) => ({
      person,
      account: accountOf(
        period,
        entries.get(person.id) ?? [],
        doneTo(acts.get(person.id) ?? []),
        rules,
        now,
        seats.get(person.id),
      ),
    }))
  }
}
