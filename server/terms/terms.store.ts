import {
  and,
  type Column,
  count,
  countDistinct,
  desc,
  eq,
  inArray,
  isNull,
  type SQL,
} from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
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
export async function openIssuesByOwner(
  context: Context,
  ids?: readonly string[],
): Promise<Map<string, number>> {
  const { deadlines } = context.db.tables(deadlinesTables)
  const rows = await ofSome(ids, deadlines.ownerId, (some) =>
    context.db.read
      .select({ id: deadlines.ownerId, n: countDistinct(deadlines.subjectId) })
      .from(deadlines)
      .where(and(eq(deadlines.district, context.district), isNull(deadlines.stoppedAt), some))
      .groupBy(deadlines.ownerId),
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Sheets in use, by whose code they carry. */
export async function sheetsBySubject(
  context: Context,
  ids?: readonly string[],
): Promise<Map<string, number>> {
  const { sheets } = context.db.tables(sheetsTables)
  const rows = await ofSome(ids, sheets.subjectId, (some) =>
    context.db.read
      .select({ id: sheets.subjectId, n: count() })
      .from(sheets)
      .where(and(eq(sheets.district, context.district), isNull(sheets.retiredAt), some))
      .groupBy(sheets.subjectId),
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Reads of some people only, or of everybody where nobody is named. */
const ofSome = <Row>(
  ids: readonly string[] | undefined,
  column: Column,
  read: (some: SQL | undefined) => PromiseLike<Row[]>,
): PromiseLike<Row[]> =>
  ids === undefined ? read(undefined) : inChunks(ids, (chunk) => read(inArray(column, chunk)))
