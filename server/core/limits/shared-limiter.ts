import { and, eq, lt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { statement, value, type Write } from '../db/statement.ts'
import type { Limit, Limiter } from './limiter.ts'
import { limitsTables } from './limits.table.ts'

type Schema = ReturnType<typeof limitsTables>
interface Key {
  district: string
  keyHash: string
}

/** Counted and looked at in one statement, so that many at once are no way around a limit. */
const countOne = statement<
  Schema,
  Key & { now: number; endsAt: number; points: number; blockedUntil: number | null }
>(limitsTables, 'count for a limit', (b, { limitCounts: t }) => {
  const over = sql`${t.endsAt} <= ${value('now')}`
  return b
    .insert(t)
    .values({
      district: value('district'),
      keyHash: value('keyHash'),
      points: 1,
      endsAt: value('endsAt'),
    })
    .onConflictDoUpdate({
      target: [t.district, t.keyHash],
      set: {
        points: sql`case when ${over} then 1 else ${t.points} + 1 end`,
        endsAt: sql`case when ${over} then ${value('endsAt')} when ${t.points} = ${value('points')} then coalesce(${value('blockedUntil')}, ${t.endsAt}) else ${t.endsAt} end`,
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
      .where(and(eq(t.district, value('district')), eq(t.keyHash, value('keyHash')))),
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

/** Counts in the database, for all processes that share it. */
export function sharedLimiter({ db, clock, secrets, district }: Context, limit: Limit): Limiter {
  const keyed = (key: string): Key => ({
    district,
    keyHash: secrets.hash('limit', `${limit.name} ${key}`),
  })
  const run = async (write: Write): Promise<Record<string, unknown>[]> =>
    (await db.engine.alone?.(write)) ?? []
  return {
    async count(key) {
      const now = clock.now()
      const [row] = await run(
        countOne({
          ...keyed(key),
          now,
          endsAt: now + limit.duration,
          points: limit.points,
          blockedUntil: limit.block === undefined ? null : now + limit.block,
        }),
      )
      const waits = Number(row?.points) > limit.points
      return waits ? Math.max(1, Number(row?.ends_at) - now) : 0
    },
    giveBack: async (key) => {
      await run(takeOneOff(keyed(key)))
    },
    forget: async (key) => {
      await run(forgetKey(keyed(key)))
    },
  }
}
