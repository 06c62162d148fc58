import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { type AnyColumn, and, count, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { issuesTables } from './issues.table.ts'

/** How many filings came by each of these codes. */
export async function filingsOf(
  context: Context,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ code: i.code, filings: count() })
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.code, [...codes])))
    .groupBy(i.code)
  return new Map(rows.map((row) => [row.code, Number(row.filings)]))
}

/** The same as an expression over a column of codes, for features that keep the number. */
export function countByCode(context: Context, code: AnyColumn): SQL {
  const { issues: i } = context.db.tables(issuesTables)
  return sql`(select count(*) from ${i} where ${i.district} = ${context.district} and ${i.code} = ${code})`
}

/** When matters were filed by a code, from then on. */
export async function filedSince(
  context: Context,
  code: string,
  from: EpochMs,
): Promise<EpochMs[]> {
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ at: i.filedAt })
    .from(i)
    .where(and(eq(i.district, context.district), eq(i.code, code), gte(i.filedAt, from)))
  return rows.map((row) => row.at)
}
