import { isSigned } from '@mashang/shared/points/closing.rules.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { leftOutOf, peopleOf } from './accounts.usecases.ts'
import type { ClosingRecord } from './points.store.ts'
import { peopleInSet, setOf } from './result-sets.store.ts'

type People = readonly RepresentativeRecord[]

const peopleSigned = kept(
  ['representatives', 'point_results'],
  async (context, set: string): Promise<People> => {
    const signed = await peopleInSet(context, set)
    return (await allRepresentatives(context)).filter(({ id }) => signed.has(id))
  },
)

/**
 * Who is in a closing, in the order of the roster: until it is signed whoever belongs to its period
 * now, from then on whose results were signed, whatever becomes known of the period later.
 */
export const peopleIn = async (context: Context, row: ClosingRecord): Promise<People> =>
  isSigned(row.state)
    ? await peopleSigned(context, setOf(row))
    : await peopleOf(context, periodOf(row.period))

/**
 * Who is not in a closing, in the order of the roster. Once it is signed these are who was on the
 * roster by then and has no result in it: whoever comes later was never left out of it.
 */
export const leftOutIn = async (context: Context, row: ClosingRecord): Promise<People> =>
  isSigned(row.state)
    ? await leftOutSigned(context, row.period, setOf(row), String(row.signedAt ?? Infinity))
    : await leftOutNow(context, row.period)

const leftOutNow = kept(['representatives', 'point_entries'], (context, period: string) =>
  leftOutOf(context, periodOf(period)),
)

const leftOutSigned = kept(
  ['representatives', 'point_results'],
  async (context, period: string, set: string, signedAt: string): Promise<People> => {
    const out = await leftOutOf(context, periodOf(period), await peopleInSet(context, set))
    return out.filter(({ createdAt }) => createdAt <= Number(signedAt))
  },
)
