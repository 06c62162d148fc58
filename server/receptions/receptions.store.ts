import { calendarDayStart } from '@mashang/shared/core/local-time.ts'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { receptionsTables } from './receptions.table.ts'

type Schema = ReturnType<typeof receptionsTables>
export type DutyRecord = Schema['stationDuties']['$inferSelect']

export const insertDuty = insertInto(receptionsTables, 'stationDuties')

type Guarded = Pick<DutyRecord, 'district' | 'id'> & { was: number }

export const swapDuty = statement<Schema, Guarded & Pick<DutyRecord, 'representativeId'>>(
  receptionsTables,
  'swap duty',
  (b, { stationDuties: d }) =>
    b
      .update(d)
      .set({ representativeId: value('representativeId'), revision: sql`${d.revision} + 1` })
      .where(ownRow(d, eq(d.revision, value('was')))),
  { guarded: true },
)

export const deleteDuty = statement<Schema, Pick<DutyRecord, 'district' | 'id'>>(
  receptionsTables,
  'delete duty',
  (b, { stationDuties: d }) => b.delete(d).where(ownRow(d)),
  { guarded: true },
)

const notOver = query<Schema, { district: string; today: number }, DutyRecord>(
  receptionsTables,
  'duties not over',
  (b, { stationDuties: d }) =>
    b
      .select()
      .from(d)
      .where(and(eq(d.district, value('district')), gt(d.endsAt, value('today'))))
      .orderBy(asc(d.startsAt), asc(d.id)),
  { remembered: true },
)

/** What is to come at all stations, the next one first: some hundreds at most. */
export async function dutiesAhead(context: Context): Promise<DutyRecord[]> {
  const now = context.clock.now()
  const rows = await context.db.query(notOver, {
    district: context.district,
    today: calendarDayStart(now),
  })
  return rows.filter(({ endsAt }) => endsAt > now)
}
