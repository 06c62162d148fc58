import { MINUTE } from '@mashang/shared/core/clock.ts'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { statement, value, type Write } from '../db/statement.ts'
import type { Limit, Limiter } from './limiter.ts'
import { limitsTables } from './limits.table.ts'

type Schema = ReturnType<typeof limitsTables>
interface Key {
  district: string
  keyHash: string
}

/** How far the clocks of two processes may be apart: else one would end what the other has begun. */
const APART = MINUTE

/** No window that is counted now ends later: what does is of a clock that was ahead, and is over. */
export const latestEnd = ({ duration, block = 0 }: Limit, now: number): number =>
  now + Math.max(duration, block) + APART

/** Counted and looked at in one statement, so that many at once are no way around a limit. */
const countSome = statement<
  Schema,
  Key & {
    /** Below zero where more was given back; what is counted never is. */
    by: number
    now: number
    latest: number
    endsAt: number
    points: number
    blockedUntil: number | null
  }
>(limitsTables, 'count for a limit', (b, { limitCounts: t }) => {
  const over = sql`(${t.endsAt} <= ${value('now')} or ${t.endsAt} > ${value('latest')})`
  const sum = sql`case when ${over} then 0 else ${t.points} end + ${value('by')}`
  return b
    .insert(t)
    .values({
      district: value('district'),
      keyHash: value('keyHash'),
      points: sql`case when ${value('by')} < 0 then 0 else ${value('by')} end`,
      endsAt: value('endsAt'),
    })
    .onConflictDoUpdate({
      target: [t.district, t.keyHash],
      set: {
        points: sql`case when ${sum} < 0 then 0 else ${sum} end`,
        endsAt: sql`case when ${over} then ${value('endsAt')} when ${t.points} <= ${value('points')} and ${t.points} + ${value('by')} > ${value('points')} then coalesce(${value('blockedUntil')}, ${t.endsAt}) else ${t.endsAt} end`,
      },
    })
    .returning({ points: t.points, endsAt: t.endsAt })
})

const takeOneOff = statement<Schema, Key>(
  limitsTables,
  'take off a limit',
  (b, { limitCounts: t }) =>
    b
      .update(t)
      .set({ points: sql`${t.points} - 1` })
      .where(
        and(eq(t.district, value('district')), eq(t.keyHash, value('keyHash')), gt(t.points, 0)),
      ),
)

const forgetKey = statement<Schema, Key>(
  limitsTables,
  'forget for a limit',
  (b, { limitCounts: t }) =>
    b.delete(t).where(and(eq(t.district, value('district')), eq(t.keyHash, value('keyHash')))),
)

/** Quiet: nothing that is shown comes out of it. */
export const deleteOverLimits = statement<Schema, { district: string; now: number }>(
  limitsTables,
  'delete limits that are over',
  (b, { limitCounts: t }) =>
    b.delete(t).where(and(eq(t.district, value('district')), lt(t.endsAt, value('now')))),
  { quiet: true },
)

const keyed = ({ secrets, district }: Context, limit: Limit, key: string): Key => ({
  district,
  keyHash: secrets.hash('limit', `${limit.name} ${key}`),
})

const run = async ({ db }: Context, write: Write): Promise<Record<string, unknown>[]> =>
  (await db.engine.alone?.(write)) ?? []

/** Counts so many at once, and resolves with what all processes have counted together. */
export type CountMany = (key: string, by: number) => Promise<{ points: number; endsAt: number }>

export const countTogether =
  (context: Context, limit: Limit): CountMany =>
  async (key, by) => {
    const now = context.clock.now()
    const call = countSome({
      ...keyed(context, limit, key),
      by,
      now,
      latest: latestEnd(limit, now),
      endsAt: now + limit.duration,
      points: limit.points,
      blockedUntil: limit.block === undefined ? null : now + limit.block,
    })
    const [row] = await run(context, call)
    return { points: Number(row?.points), endsAt: Number(row?.ends_at) }
  }

/** Counts in the database, for all processes that share it. */
export function sharedLimiter(context: Context, limit: Limit): Limiter {
  const count = countTogether(context, limit)
  return {
    async count(key) {
      const { points, endsAt } = await count(key, 1)
      return points > limit.points ? Math.max(1, endsAt - context.clock.now()) : 0
    },
    giveBack: async (key) => {
      await run(context, takeOneOff(keyed(context, limit, key)))
    },
    forget: async (key) => {
      await run(context, forgetKey(keyed(context, limit, key)))
    },
  }
}
