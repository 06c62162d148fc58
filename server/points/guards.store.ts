import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { bucketOf, periodKey } from '@mashang/shared/points/periods.rules.ts'
import { and, count, eq, inArray, notExists, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { Dialect } from '../core/db/columns.ts'
import { type Builder, statement, value, type Write } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { pointsTables } from './points.table.ts'

/**
 * What must hold in the very commit of something that changes points. Commits of a district follow
 * one another (the ledger's head is their lock), so what a guard saw still holds when it is written.
 */

const both = (dialect: Dialect) => ({ ...pointsTables(dialect), ...ledgerTables(dialect) })
type Both = ReturnType<typeof both>

/** Changes nothing; touches the head, which is always there, where something holds. */
const onlyIf = <Values>(name: string, holds: (b: Builder, t: Both) => SQL | undefined) =>
  statement<Both, Values>(
    both,
    name,
    (b, t) =>
      b
        .update(t.ledgerHeads)
        .set({ sequence: sql`${t.ledgerHeads.sequence}` })
        .where(and(eq(t.ledgerHeads.district, value('district')), holds(b, t))),
    { guarded: true, quiet: true },
  )

const closingsWhere = (b: Builder, { pointClosings: p }: Both, which: SQL | undefined) =>
  b
    .select({ id: p.id })
    .from(p)
    .where(and(eq(p.district, value('district')), which))

const notCounting = onlyIf<{ district: string; year: string; half: string; later: string }>(
  'points of that time stand still',
  (b, t) => {
    const { state, period } = t.pointClosings
    const within = [value('year'), value('half')]
    return notExists(
      closingsWhere(
        b,
        t,
        or(
          and(eq(state, 'closed'), inArray(period, within)),
          and(inArray(state, ['signing', 'ending']), inArray(period, [...within, value('later')])),
        ),
      ),
    )
  },
)

const notEnding = onlyIf<{ district: string; year: string; half: string }>(
  'points of that time may be objected to',
  (b, t) => {
    const { state, period } = t.pointClosings
    return notExists(
      closingsWhere(
        b,
        t,
        and(inArray(state, ['ending', 'closed']), inArray(period, [value('year'), value('half')])),
      ),
    )
  },
)

const periodsAt = (at: EpochMs) => {
  const { year } = localParts(at)
  return { year: String(year), half: bucketOf(at, 'half') }
}

/**
 * Fails where results that a fact of that moment is part of are being written, or are closed. One of
 * the first half also fills caps of the year, and so is part of the second.
 */
export const mustNotBeCounting = ({ district }: Context, at: EpochMs): Write =>
  notCounting({
    district,
    ...periodsAt(at),
    later: periodKey({ year: localParts(at).year, half: 2 }),
  })

/** Fails where what an objection is about is being closed, or is. */
export const mustNotBeEnding = ({ district }: Context, at: EpochMs): Write =>
  notEnding({ district, ...periodsAt(at) })

/** Fails where another closing was signed since somebody looked which are. */
export const mustBeAllSigned = onlyIf<{ district: string; signed: number }>(
  'no other closing was signed',
  (b, t) => {
    const { pointClosings: p } = t
    const signed = b
      .select({ signed: count() })
      .from(p)
      .where(and(eq(p.district, value('district')), notInArray(p.state, ['draft', 'discarded'])))
    return sql`${value('signed')} = (${signed})`
  },
)

/** Fails where the ledger was read on since: what is written is of exactly the facts up to there. */
export const mustBeReadTo = onlyIf<{ district: string; sequence: number }>(
  'points are counted up to there',
  (b, { pointCursors: p }) => {
    const read = b
      .select({ sequence: p.sequence })
      .from(p)
      .where(eq(p.district, value('district')))
    return sql`${value('sequence')} = (${read})`
  },
)
