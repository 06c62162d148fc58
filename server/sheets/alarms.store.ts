import { and, asc, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { sheetsTables } from './sheets.table.ts'

type Schema = ReturnType<typeof sheetsTables>
export type AlarmRecord = Schema['sheetAlarms']['$inferSelect']

export const insertAlarm = insertInto(sheetsTables, 'sheetAlarms')

/** Guarded: the first outcome counts. */
export const settleAlarm = statement<
  Schema,
  Pick<AlarmRecord, 'district' | 'id' | 'outcome' | 'resolvedAt' | 'resolvedBy'>
>(
  sheetsTables,
  'settle alarm',
  (b, t) =>
    b
      .update(t.sheetAlarms)
      .set({
        outcome: value('outcome'),
        resolvedAt: value('resolvedAt'),
        resolvedBy: value('resolvedBy'),
      })
      .where(ownRow(t.sheetAlarms, isNull(t.sheetAlarms.resolvedAt))),
  { guarded: true },
)

const openOnes = (context: Context, open: boolean) => {
  const { sheetAlarms: a } = context.db.tables(sheetsTables)
  return and(
    eq(a.district, context.district),
    open ? isNull(a.resolvedAt) : isNotNull(a.resolvedAt),
  )
}

async function countAlarms(context: Context, open: boolean): Promise<number> {
  const { sheetAlarms: a } = context.db.tables(sheetsTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(a)
    .where(openOnes(context, open))
  return Number(rows[0]?.total ?? 0)
}

export const openAlarms = (context: Context): Promise<number> => countAlarms(context, true)

export async function pageOfAlarms(
  context: Context,
  query: { open: boolean; page: number; size: number },
): Promise<{ items: AlarmRecord[]; total: number }> {
  const { sheetAlarms: a } = context.db.tables(sheetsTables)
  const items = await context.db.read
    .select()
    .from(a)
    .where(openOnes(context, query.open))
    .orderBy(query.open ? asc(a.at) : desc(a.at), asc(a.id))
    .limit(query.size)
    .offset((query.page - 1) * query.size)
  return { items, total: await countAlarms(context, query.open) }
}

export async function findAlarm(context: Context, id: string): Promise<AlarmRecord | null> {
  const { sheetAlarms: a } = context.db.tables(sheetsTables)
  const rows = await context.db.read
    .select()
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.id, id)))
  return rows[0] ?? null
}
