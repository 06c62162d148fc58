import { and, asc, count, desc, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { sheetsTables } from './sheets.table.ts'

type Schema = ReturnType<typeof sheetsTables>
export type ReportRecord = Schema['sheetReports']['$inferSelect']

export const insertReport = insertInto(sheetsTables, 'sheetReports')

/** Guarded: only while nobody has looked, and the first words stay. */
export const noteReport = statement<Schema, { district: string; id: string; note: string }>(
  sheetsTables,
  'note report',
  (b, t) =>
    b
      .update(t.sheetReports)
      .set({ note: value('note') })
      .where(
        ownRow(t.sheetReports, isNull(t.sheetReports.note), isNull(t.sheetReports.resolvedAt)),
      ),
  { guarded: true },
)

/** Guarded: the first outcome counts. */
export const resolveReport = statement<
  Schema,
  Pick<ReportRecord, 'district' | 'id' | 'outcome' | 'resolvedAt' | 'resolvedBy'>
>(
  sheetsTables,
  'resolve report',
  (b, t) =>
    b
      .update(t.sheetReports)
      .set({
        outcome: value('outcome'),
        resolvedAt: value('resolvedAt'),
        resolvedBy: value('resolvedBy'),
      })
      .where(ownRow(t.sheetReports, isNull(t.sheetReports.resolvedAt))),
  { guarded: true },
)

export async function reportsOf(context: Context, sheetId: string): Promise<ReportRecord[]> {
  const { sheetReports: r } = context.db.tables(sheetsTables)
  return await context.db.read
    .select()
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.sheetId, sheetId)))
    .orderBy(desc(r.at), desc(r.id))
}

/** A report with what is said of its sheet. */
export interface ReportWithSheet extends ReportRecord {
  number: number
  place: string | null
  subjectId: string
  stationId: string | null
}

/** @param stationIds only of sheets of these stations; null: of all */
export async function pageOfReports(
  context: Context,
  query: { open: boolean; page: number; size: number; stationIds: readonly string[] | null },
): Promise<{ items: ReportWithSheet[]; total: number }> {
  const { sheetReports: r, sheets: s } = context.db.tables(sheetsTables)
  const condition = and(
    eq(r.district, context.district),
    query.open ? isNull(r.resolvedAt) : isNotNull(r.resolvedAt),
    query.stationIds === null ? undefined : inArray(s.stationId, [...query.stationIds]),
  )
  const items = await joined(context, condition)
    // Who waits longest comes first; of what is done, the newest.
    .orderBy(query.open ? asc(r.at) : desc(r.at), asc(r.id))
    .limit(query.size)
    .offset((query.page - 1) * query.size)
  const totals = await context.db.read
    .select({ total: count() })
    .from(r)
    .innerJoin(s, and(eq(s.district, r.district), eq(s.id, r.sheetId)))
    .where(condition)
  return { items: items.map(flat), total: Number(totals[0]?.total ?? 0) }
}

export async function findReport(context: Context, id: string): Promise<ReportWithSheet | null> {
  const { sheetReports: r } = context.db.tables(sheetsTables)
  const rows = await joined(context, and(eq(r.district, context.district), eq(r.id, id)))
  return rows[0] === undefined ? null : flat(rows[0])
}

const joined = (context: Context, condition: SQL | undefined) => {
  const { sheetReports: r, sheets: s } = context.db.tables(sheetsTables)
  return context.db.read
    .select({
      report: r,
      sheet: {
        number: s.number,
        place: s.place,
        subjectId: s.subjectId,
        stationId: s.stationId,
      },
    })
    .from(r)
    .innerJoin(s, and(eq(s.district, r.district), eq(s.id, r.sheetId)))
    .where(condition)
}

const flat = ({
  report,
  sheet,
}: {
  report: ReportRecord
  sheet: Omit<ReportWithSheet, keyof ReportRecord>
}): ReportWithSheet => ({ ...report, ...sheet })
