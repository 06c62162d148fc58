import type { ActivityAnswer, Attendance } from '@mashang/shared/activities/activities.words.ts'
import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { activitiesTables } from './activities.table.ts'

type Schema = ReturnType<typeof activitiesTables>
export type ActivityRecord = Schema['activities']['$inferSelect']
export type InviteeRecord = Schema['activityInvitees']['$inferSelect']
export type CorrectionRecord = Schema['activityCorrections']['$inferSelect']

export const insertActivity = insertInto(activitiesTables, 'activities')
export const insertInvitee = insertInto(activitiesTables, 'activityInvitees')
export const insertCorrection = insertInto(activitiesTables, 'activityCorrections')

/** What a change of the activity itself may touch. */
export type Changing = Pick<
  ActivityRecord,
  | 'kind'
  | 'title'
  | 'place'
  | 'text'
  | 'startsAt'
  | 'endsAt'
  | 'deadlineAt'
  | 'capacity'
  | 'mandatory'
  | 'state'
  | 'reason'
  | 'minutes'
  | 'photos'
  | 'closedAt'
>
const CHANGING = [
  'kind',
  'title',
  'place',
  'text',
  'startsAt',
  'endsAt',
  'deadlineAt',
  'capacity',
  'mandatory',
  'state',
  'reason',
  'minutes',
  'photos',
  'closedAt',
] as const satisfies readonly (keyof Changing)[]

/** Guarded by the revision: of two who change it at once exactly one gets through. */
export const saveActivity = statement<
  Schema,
  Changing & { district: string; id: string; revision: number; wasRevision: number }
>(
  activitiesTables,
  'save activity',
  (b, t) =>
    b
      .update(t.activities)
      .set({
        ...Object.fromEntries(CHANGING.map((column) => [column, value(column)])),
        revision: value('revision'),
      })
      .where(
        ownRow(
          t.activities,
          eq(t.activities.revision, value('wasRevision')),
          // Nobody took a place meanwhile that is not there any more.
          sql`${t.activities.coming} <= coalesce(${value('capacity')}, ${t.activities.coming})`,
        ),
      ),
  { guarded: true },
)

/** Takes a place while there is one and the activity is open. */
export const takePlace = statement<Schema, { district: string; id: string }>(
  activitiesTables,
  'take a place',
  (b, { activities: a }) =>
    b
      .update(a)
      .set({ coming: sql`${a.coming} + 1` })
      .where(ownRow(a, eq(a.state, 'open'), or(isNull(a.capacity), lt(a.coming, a.capacity)))),
  { guarded: true },
)

/** Gives a place back; `by` is 0 where there was none to give, and only the state is guarded. */
export const givePlace = statement<Schema, { district: string; id: string; by: number }>(
  activitiesTables,
  'give a place back',
  (b, { activities: a }) =>
    b
      .update(a)
      .set({ coming: sql`${a.coming} - ${value('by')}` })
      .where(ownRow(a, eq(a.state, 'open'))),
  { guarded: true },
)

const theInvitee = (t: Schema) =>
  and(
    eq(t.activityInvitees.district, value('district')),
    eq(t.activityInvitees.activityId, value('activityId')),
    eq(t.activityInvitees.representativeId, value('representativeId')),
  )

interface OfInvitee {
  district: string
  activityId: string
  representativeId: string
}

export const saveAnswer = statement<
  Schema,
  OfInvitee & {
    answer: ActivityAnswer
    reason: string | null
    answeredAt: number
    was: ActivityAnswer
  }
>(
  activitiesTables,
  'save answer to activity',
  (b, t) =>
    b
      .update(t.activityInvitees)
      .set({
        answer: value('answer'),
        reason: value('reason'),
        answeredAt: value('answeredAt'),
      })
      .where(and(theInvitee(t), eq(t.activityInvitees.answer, value('was')))),
  { guarded: true },
)

/** Guarded by what was there, so that of two who tick the same name the second one is told. */
export const saveAttendance = statement<
  Schema,
  OfInvitee & { attendance: Attendance; was: Attendance; scannedAt: number | null }
>(
  activitiesTables,
  'save attendance',
  (b, t) =>
    b
      .update(t.activityInvitees)
      .set({ attendance: value('attendance'), scannedAt: value('scannedAt') })
      .where(and(theInvitee(t), eq(t.activityInvitees.attendance, value('was')))),
  { guarded: true },
)

/** Lets a commit through only while the activity is open: nobody is ticked after the end. */
export const mustBeOpen = statement<Schema, { district: string; id: string }>(
  activitiesTables,
  'activity must be open',
  (b, t) =>
    b
      .update(t.activities)
      .set({ state: 'open' })
      .where(ownRow(t.activities, eq(t.activities.state, 'open'))),
  { guarded: true },
)

const byId = query<Schema, { district: string; id: string }, ActivityRecord>(
  activitiesTables,
  'activity by id',
  (b, t) => b.select().from(t.activities).where(ownRow(t.activities)),
)

export const findActivity = async (context: Context, id: string): Promise<ActivityRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

export async function findByDoorCode(
  context: Context,
  doorCode: string,
): Promise<ActivityRecord | null> {
  const { activities: a } = context.db.tables(activitiesTables)
  const rows = await context.db.read
    .select()
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.doorCode, doorCode)))
  return rows[0] ?? null
}

const listOf = query<Schema, { district: string; activityId: string }, InviteeRecord>(
  activitiesTables,
  'list of activity',
  (b, { activityInvitees: i }) =>
    b
      .select()
      .from(i)
      .where(and(eq(i.district, value('district')), eq(i.activityId, value('activityId')))),
)

/** Everybody who is invited, in no order. */
export const inviteesOf = (
  context: Context,
  activityId: string,
): Promise<readonly InviteeRecord[]> =>
  context.db.query(listOf, { district: context.district, activityId })

const ownOf = query<Schema, { district: string; representativeId: string }, InviteeRecord>(
  activitiesTables,
  'invitations of representative',
  (b, { activityInvitees: i }) =>
    b
      .select()
      .from(i)
      .where(
        and(eq(i.district, value('district')), eq(i.representativeId, value('representativeId'))),
      ),
)

/** What one representative is or was invited to. */
export const invitationsOf = (
  context: Context,
  representativeId: string,
): Promise<readonly InviteeRecord[]> =>
  context.db.query(ownOf, { district: context.district, representativeId })

/** Activities of the district, of some stations, or some of them by id, in the order of their start. */
export async function findActivities(
  context: Context,
  of: { stationIds?: readonly string[]; ids?: readonly string[] | undefined } = {},
): Promise<ActivityRecord[]> {
  if (of.ids?.length === 0 || of.stationIds?.length === 0) return []
  const { activities: a } = context.db.tables(activitiesTables)
  return await context.db.read
    .select()
    .from(a)
    .where(
      and(
        eq(a.district, context.district),
        of.stationIds === undefined ? undefined : inArray(a.stationId, [...of.stationIds]),
        of.ids === undefined ? undefined : inArray(a.id, [...of.ids]),
      ),
    )
    .orderBy(asc(a.startsAt), asc(a.id))
}

/** How many of each list: invited, and there. */
export async function countsOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, { invited: number; attended: number }>> {
  if (ids.length === 0) return new Map()
  const { activityInvitees: i } = context.db.tables(activitiesTables)
  const rows = await context.db.read
    .select({
      id: i.activityId,
      invited: sql<number>`count(*)`,
      attended: sql<number>`sum(case when ${i.attendance} = 'attended' then 1 else 0 end)`,
    })
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.activityId, [...ids])))
    .groupBy(i.activityId)
  return new Map(
    rows.map((row) => [row.id, { invited: Number(row.invited), attended: Number(row.attended) }]),
  )
}

export async function correctionsOf(
  context: Context,
  activityId: string,
): Promise<CorrectionRecord[]> {
  const { activityCorrections: c } = context.db.tables(activitiesTables)
  return await context.db.read
    .select()
    .from(c)
    .where(and(eq(c.district, context.district), eq(c.activityId, activityId)))
    .orderBy(asc(c.at), asc(c.id))
}
