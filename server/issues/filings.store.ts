import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { and, count, eq, gte, inArray, type SQL } from 'drizzle-orm'
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

/** The same of every code, as a relation (code, filings) for features that list by it. */
export function filingsByCode(context: Context): SQL {
  const { issues: i } = context.db.tables(issuesTables)
  return context.db.read
    .select({ code: i.code, filings: count().as('filings') })
    .from(i)
    .where(eq(i.district, context.district))
    .groupBy(i.code)
    .getSQL()
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
