import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import { and, asc, desc, eq, inArray, isNull, lte, notInArray, or, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { noticesTables } from '../notices/notices.table.ts'
import { deliveriesTables } from './deliveries.table.ts'

type Schema = ReturnType<typeof deliveriesTables>
type Notices = ReturnType<typeof noticesTables>
export type DeliveryRecord = Schema['deliveries']['$inferSelect']

const asNotice = (row: Notices['notices']['$inferSelect']): Notice & { readAt: number | null } => ({
  id: row.id,
  recipient: { kind: row.recipientKind, id: row.recipientId },
  kind: row.kind,
  subjectKind: row.subjectKind,
  subjectId: row.subjectId,
  data: row.data,
  at: row.at,
  readAt: row.readAt,
})

/** Notices that nobody handed out yet, oldest first. */
export async function waitingNotices(context: Context, limit: number): Promise<Notice[]> {
  const { notices: t } = context.db.tables(noticesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), isNull(t.fannedOutAt)))
    .orderBy(asc(t.id))
    .limit(limit)
  return rows.map(asNotice)
}

export async function noticesByIds(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, ReturnType<typeof asNotice>>> {
  if (ids.length === 0) return new Map()
  const { notices: t } = context.db.tables(noticesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), inArray(t.id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, asNotice(row)]))
}

/** When something last left for an address by a channel. */
export async function lastSentAt(
  context: Context,
  channel: DeliveryChannel,
  address: string,
): Promise<number | null> {
  const { deliveries: t } = context.db.tables(deliveriesTables)
  const rows = await context.db.read
    .select({ at: t.settledAt })
    .from(t)
    .where(
      and(
        eq(t.district, context.district),
        eq(t.channel, channel),
        eq(t.address, address),
        eq(t.state, 'sent'),
      ),
    )
    .orderBy(desc(t.settledAt))
    .limit(1)
  return rows[0]?.at ?? null
}

// Said in the words of the partial indexes: as a parameter, neither database would use them.
type Deliveries = Schema['deliveries']
export const isWaiting = (t: Deliveries) => sql`${t.state} = 'waiting'`
export const isDead = (t: Deliveries) => sql`${t.state} = 'dead'`
const isSent = (t: Deliveries) => sql`${t.state} = 'sent'`

/** Most notices that become one message. */
export const MOST_TOGETHER = 50

/**
 * What leaves next by a channel: the oldest that is due, with all that belongs to the same message or
 * may still join it.
 * @param busy addresses that somebody in this process is sending to, or that are left alone now
 * @param alone each notice is a message of its own
 */
export async function nextDue(
  context: Context,
  channel: DeliveryChannel,
  busy: readonly string[],
  alone: boolean,
): Promise<DeliveryRecord[]> {
  const now = context.clock.now()
  const { deliveries: t } = context.db.tables(deliveriesTables)
  const ready = and(
    eq(t.district, context.district),
    eq(t.channel, channel),
    isWaiting(t),
    lte(t.dueAt, now),
    or(isNull(t.leaseUntil), lte(t.leaseUntil, now)),
  )
  const [first] = await context.db.read
    .select()
    .from(t)
    .where(busy.length === 0 ? ready : and(ready, notInArray(t.address, [...busy])))
    .orderBy(asc(t.dueAt), asc(t.id))
    .limit(1)
  if (first === undefined || (alone && first.message === null)) return first ? [first] : []
  return await context.db.read
    .select()
    .from(t)
    .where(
      and(
        ready,
        eq(t.address, first.address),
        first.message === null ? isNull(t.message) : eq(t.message, first.message),
      ),
    )
    .orderBy(asc(t.dueAt), asc(t.id))
    .limit(MOST_TOGETHER)
}

/** When each channel last handed something over. */
export async function lastSuccess(
  context: Context,
  channel: DeliveryChannel,
): Promise<number | null> {
  const { deliveries: t } = context.db.tables(deliveriesTables)
  const rows = await context.db.read
    .select({ at: t.settledAt })
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.channel, channel), isSent(t)))
    .orderBy(desc(t.settledAt))
    .limit(1)
  return rows[0]?.at ?? null
}
