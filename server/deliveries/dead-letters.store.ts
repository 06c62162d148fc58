import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { and, asc, count, desc, eq, inArray, min } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { type DeliveryRecord, isDead, isWaiting } from './deliveries.store.ts'
import { deliveriesTables } from './deliveries.table.ts'

export interface Standing {
  channel: DeliveryChannel
  state: 'waiting' | 'dead'
  total: number
  /** When the oldest was made. */
  oldest: number
}

/** What waits and what did not arrive, by channel. */
export async function standings(context: Context): Promise<Standing[]> {
  const { deliveries: t } = context.db.tables(deliveriesTables)
  const of = async (state: 'waiting' | 'dead'): Promise<Standing[]> => {
    const rows = await context.db.read
      .select({ channel: t.channel, total: count(), oldest: min(t.createdAt) })
      .from(t)
      .where(and(eq(t.district, context.district), state === 'waiting' ? isWaiting(t) : isDead(t)))
      .groupBy(t.channel)
    return rows.map((row) => ({ ...row, state, oldest: Number(row.oldest ?? 0) }))
  }
  return [...(await of('waiting')), ...(await of('dead'))]
}

/** How many messages did not arrive and wait for somebody at the office. */
export const deadLetters = async (context: Context): Promise<number> =>
  (await standings(context))
    .filter(({ state }) => state === 'dead')
    .reduce((sum, { total }) => sum + total, 0)

/** A page of what did not arrive, newest first. */
export async function deadPage(
  context: Context,
  filter: { channel: DeliveryChannel | undefined; page: number; size: number },
): Promise<{ rows: DeliveryRecord[]; total: number }> {
  const { deliveries: t } = context.db.tables(deliveriesTables)
  const where = and(
    eq(t.district, context.district),
    isDead(t),
    filter.channel === undefined ? undefined : eq(t.channel, filter.channel),
  )
  const rows = await context.db.read
    .select()
    .from(t)
    .where(where)
    .orderBy(desc(t.settledAt), desc(t.id))
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
  const totals = await context.db.read.select({ total: count() }).from(t).where(where)
  return { rows, total: totals[0]?.total ?? 0 }
}

/** Ids of what did not arrive: those that are named, or all of a channel or of all channels. */
export async function deadIds(
  context: Context,
  wanted: { ids: readonly string[] } | { channel: DeliveryChannel | undefined },
  limit: number,
): Promise<string[]> {
  const { deliveries: t } = context.db.tables(deliveriesTables)
  const narrower =
    'ids' in wanted
      ? inArray(t.id, [...wanted.ids])
      : wanted.channel === undefined
        ? undefined
        : eq(t.channel, wanted.channel)
  const rows = await context.db.read
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.district, context.district), isDead(t), narrower))
    .orderBy(asc(t.settledAt))
    .limit(limit)
  return rows.map((row) => row.id)
}
