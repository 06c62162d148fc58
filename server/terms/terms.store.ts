import { and, count, countDistinct, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { sheetsTables } from '../sheets/sheets.table.ts'
import { termsTables } from './terms.table.ts'

type Schema = ReturnType<typeof termsTables>
export type TermRecord = Schema['terms']['$inferSelect']

export const insertTerm = insertInto(termsTables, 'terms')

/** Newest first. */
export async function allTerms(context: Context): Promise<TermRecord[]> {
  const { terms } = context.db.tables(termsTables)
  return await context.db.read
    .select()
    .from(terms)
    .where(eq(terms.district, context.district))
    .orderBy(desc(terms.at))
}

/** Matters with a running clock, by whoever has them. */
export async function openIssuesByOwner(context: Context): Promise<Map<string, number>> {
  const { deadlines } = context.db.tables(deadlinesTables)
  const rows = await context.db.read
    .select({ id: deadlines.ownerId, n: countDistinct(deadlines.subjectId) })
    .from(deadlines)
    .where(and(eq(deadlines.district, context.district), isNull(deadlines.stoppedAt)))
    .groupBy(deadlines.ownerId)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Sheets in use, by whose code they carry. */
export async function sheetsBySubject(context: Context): Promise<Map<string, number>> {
  const { sheets } = context.db.tables(sheetsTables)
  const rows = await context.db.read
    .select({ id: sheets.subjectId, n: count() })
    .from(sheets)
    .where(and(eq(sheets.district, context.district), isNull(sheets.retiredAt)))
    .groupBy(sheets.subjectId)
  return new Map(rows.map(({ id, n }) => [id, n]))
}
