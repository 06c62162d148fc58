import { readsConduct } from '@mashang/shared/accounts/duties.rules.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { dayStartOf } from '@mashang/shared/core/local-time.ts'
import type { ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import { ledgerGroups } from '@mashang/shared/ledger/ledger.words.ts'
import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  lt,
  lte,
  notInArray,
  notLike,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import { allAccounts } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { issuesByNumber } from '../issues/issues.store.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'

type Query = z.output<NonNullable<typeof ledgerApi.list.query>>
export type LedgerFilter = Omit<Query, 'before' | 'after' | 'size'>
/** Where to read on, in which order. */
export type LedgerPlace = Pick<Query, 'sort' | 'before' | 'after'>

/** Names that a search may stand for; more would be no search any more. */
const MOST = 200

/** How far facts may stand from the order of their times: commits of one moment, a clock that was set. */
const SLACK = 1_000

/** Where in the chain a moment lies, by halving: times grow with the sequence, but for a little. */
async function sequenceAt(context: Context, moment: number): Promise<number> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const own = eq(l.district, context.district)
  const last = await context.db.read
    .select({ sequence: l.sequence })
    .from(l)
    .where(own)
    .orderBy(desc(l.sequence))
    .limit(1)
  let low = 1
  let high = (last[0]?.sequence ?? 0) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const rows = await context.db.read
      .select({ at: l.at })
      .from(l)
      .where(and(own, eq(l.sequence, middle)))
    if ((rows[0]?.at ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return low
}

async function subjectsOf(context: Context, q: string): Promise<string[]> {
  const number = /(\d{1,9})\s*号?$/.exec(q)?.[1]
  const named = [
    ...(await allRepresentatives(context)),
    ...(await allStations(context)),
    ...(await allAccounts(context)),
  ].filter(({ name }) => name.includes(q))
  const issues = number === undefined ? [] : await issuesByNumber(context, Number(number))
  return [...issues.map(({ id }) => id), ...named.map(({ id }) => id)].slice(0, MOST)
}

const actorsOf = async (context: Context, name: string): Promise<string[]> =>
  (await allAccounts(context))
    .filter((account) => account.name.includes(name))
    .map(({ id }) => id)
    .slice(0, MOST)

/** The condition of a filter, for somebody of the office who has these duties. */
export async function ledgerWhere(
  context: Context,
  filter: LedgerFilter,
  duties: readonly Duty[] | null,
): Promise<SQL | undefined> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const { group, by, type, actor, q, from, to } = filter
  const since = from === undefined ? undefined : dayStartOf(from)
  const until = to === undefined ? undefined : dayStartOf(to) + DAY
  return and(
    eq(l.district, context.district),
    readsConduct(duties)
      ? undefined
      : and(notInArray(l.subjectKind, [...ledgerGroups.points.kinds]), notLike(l.type, 'record.%')),
    group === undefined
      ? undefined
      : and(
          inArray(l.subjectKind, [...ledgerGroups[group].kinds]),
          // In the words of the index of the few.
          group === 'issues' ? undefined : sql`subject_kind <> 'issue'`,
        ),
    by === undefined ? undefined : eq(l.actorKind, by),
    type === undefined ? undefined : eq(l.type, type),
    actor === undefined ? undefined : inArray(l.actorId, await actorsOf(context, actor)),
    q === undefined ? undefined : inArray(l.subjectId, await subjectsOf(context, q)),
    since === undefined
      ? undefined
      : and(gte(l.sequence, (await sequenceAt(context, since)) - SLACK), gte(l.at, since)),
    until === undefined
      ? undefined
      : and(lte(l.sequence, (await sequenceAt(context, until)) + SLACK), lt(l.at, until)),
  )
}

/** Facts of a condition, the newest or the oldest first. */
export async function readLedger(
  context: Context,
  where: SQL | undefined,
  { sort, before, after }: LedgerPlace,
  size: number,
): Promise<LedgerRow[]> {
  const { ledger: l } = context.db.tables(ledgerTables)
  return await context.db.read
    .select()
    .from(l)
    .where(
      and(
        where,
        before === undefined ? undefined : lt(l.sequence, before),
        after === undefined ? undefined : gt(l.sequence, after),
      ),
    )
    .orderBy(sort === 'sequence' ? asc(l.sequence) : desc(l.sequence))
    .limit(size)
}

export async function countLedger(context: Context, where: SQL | undefined): Promise<number> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await context.db.read.select({ total: count() }).from(l).where(where)
  return Number(rows[0]?.total ?? 0)
}
