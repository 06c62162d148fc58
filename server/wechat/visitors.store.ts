import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { endingRows } from '../core/db/ending.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { wechatTables } from './wechat.table.ts'

type Schema = ReturnType<typeof wechatTables>
export type StateRecord = Schema['wechatStates']['$inferSelect']
export type VisitorRecord = Schema['wechatVisitors']['$inferSelect']

export const insertState = insertInto(wechatTables, 'wechatStates')
export const insertVisitor = insertInto(wechatTables, 'wechatVisitors')

/** Guarded: once only, in time, and only by the browser that set out. */
export const useState = statement<
  Schema,
  { district: string; stateHash: string; browserHash: string; now: number }
>(
  wechatTables,
  'use state',
  (b, { wechatStates: t }) =>
    b
      .update(t)
      .set({ usedAt: value('now') })
      .where(
        and(
          eq(t.district, value('district')),
          eq(t.stateHash, value('stateHash')),
          eq(t.browserHash, value('browserHash')),
          isNull(t.usedAt),
          gt(t.expiresAt, value('now')),
        ),
      ),
  { guarded: true },
)

export const statesOver = endingRows(
  wechatTables,
  'delete states that are over',
  (t) => t.wechatStates,
  (now) => ({ now }),
  ({ wechatStates: t }, { district, now }) => and(eq(t.district, district), lte(t.expiresAt, now)),
)

export const visitorsOver = endingRows(
  wechatTables,
  'delete visitors that are over',
  (t) => t.wechatVisitors,
  (now) => ({ now }),
  ({ wechatVisitors: t }, { district, now }) =>
    and(eq(t.district, district), lte(t.expiresAt, now)),
)

export async function findState(context: Context, stateHash: string): Promise<StateRecord | null> {
  const { wechatStates: t } = context.db.tables(wechatTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.stateHash, stateHash)))
  return rows[0] ?? null
}

export async function findVisitor(
  context: Context,
  tokenHash: string,
): Promise<VisitorRecord | null> {
  const { wechatVisitors: t } = context.db.tables(wechatTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(
      and(
        eq(t.district, context.district),
        eq(t.tokenHash, tokenHash),
        gt(t.expiresAt, context.clock.now()),
      ),
    )
  return rows[0] ?? null
}
