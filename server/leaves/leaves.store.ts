import { calendarDayStart } from '@mashang/shared/core/local-time.ts'
import type { StandIn } from '@mashang/shared/leaves/leaves.rules.ts'
import { inForce } from '@mashang/shared/leaves/leaves.rules.ts'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { type Actor, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { leavesTables } from './leaves.table.ts'

type Schema = ReturnType<typeof leavesTables>
export type LeaveRecord = Schema['leaves']['$inferSelect']

export const insertLeave = insertInto(leavesTables, 'leaves')

/** After an insert: of two that meet in time, sent at once for one person, the second is refused. */
export const refuseMeeting = statement<
  Schema,
  {
    district: string
    id: string
    representativeId: string
    startsAt: number
    endsAt: number
    now: number
  }
>(
  leavesTables,
  'refuse a leave that meets another',
  (b, t) =>
    b
      .update(t.leaves)
      .set({ endsAt: value('endsAt') })
      .where(
        ownRow(
          t.leaves,
          sql`not exists (select 1 from leaves as other
            where other.district = ${value('district')}
            and other.representative_id = ${value('representativeId')}
            and other.id <> ${value('id')} and other.ends_at > ${value('now')}
            and other.starts_at < ${value('endsAt')} and ${value('startsAt')} < other.ends_at)`,
        ),
      ),
  { guarded: true },
)

/** Guarded by its end as it was read, so that it is ended once. */
export const endLeave = statement<
  Schema,
  { district: string; id: string; endsAt: number; wasEndsAt: number }
>(
  leavesTables,
  'end leave',
  (b, t) =>
    b
      .update(t.leaves)
      .set({ endsAt: value('endsAt') })
      .where(ownRow(t.leaves, eq(t.leaves.endsAt, value('wasEndsAt')))),
  { guarded: true },
)

const notOver = query<Schema, { district: string; today: number }, LeaveRecord>(
  leavesTables,
  'leaves not over',
  (b, t) =>
    b
      .select()
      .from(t.leaves)
      .where(and(eq(t.leaves.district, value('district')), gt(t.leaves.endsAt, value('today'))))
      .orderBy(asc(t.leaves.endsAt), asc(t.leaves.id)),
  { remembered: true },
)

/** Leaves that run or are to come, the one that ends first at the top. A handful. */
export async function leavesNotOver(context: Context): Promise<LeaveRecord[]> {
  const now = context.clock.now()
  const rows = await context.db.query(notOver, {
    district: context.district,
    today: calendarDayStart(now),
  })
  return rows.filter((row) => row.endsAt > now)
}

/** Those of whoever is away now. */
export const leavesNow = async (context: Context): Promise<LeaveRecord[]> =>
  (await leavesNotOver(context)).filter((row) => inForce(row, context.clock.now()))

/** Who stands in for whom now, by the one who is away. */
export const standInsNow = async (context: Context): Promise<Map<string, StandIn>> =>
  new Map(
    (await leavesNow(context)).map((row) => [
      row.representativeId,
      { kind: row.standInKind, id: row.standInId },
    ]),
  )

/** Under which ids leaves know somebody: a representative's, or those of a liaison's stations. */
export const namesOf = (actor: Actor): readonly string[] =>
  actor.role === 'liaison'
    ? stationsOf(actor)
    : [actor.representativeId].filter((id) => id !== null)

/** Whom somebody stands in for now, and since when those are away. */
export async function coveredBy(
  context: Context,
  actor: Actor,
): Promise<ReadonlyMap<string, number>> {
  if (actor.role === 'office') return new Map()
  const own = namesOf(actor)
  const rows = (await leavesNow(context)).filter((row) => own.includes(row.standInId))
  return new Map(rows.map((row) => [row.representativeId, row.startsAt]))
}
