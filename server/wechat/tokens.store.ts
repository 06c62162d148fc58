import { and, eq, lte } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { wechatTables } from './wechat.table.ts'

type Schema = ReturnType<typeof wechatTables>
export type TokenRecord = Schema['wechatTokens']['$inferSelect']
export type TokenName = TokenRecord['name']

export const insertToken = insertInto(wechatTables, 'wechatTokens')

/** Guarded: one process fetches, the others wait for what it brings. */
export const leaseToken = statement<
  Schema,
  { district: string; name: TokenName; lease: string; leaseUntil: number; now: number }
>(
  wechatTables,
  'lease token',
  (b, { wechatTokens: t }) =>
    b
      .update(t)
      .set({ lease: value('lease'), leaseUntil: value('leaseUntil') })
      .where(
        and(
          eq(t.district, value('district')),
          eq(t.name, value('name')),
          lte(t.leaseUntil, value('now')),
        ),
      ),
  { guarded: true },
)

/** Guarded by the lease. */
export const saveToken = statement<
  Schema,
  {
    district: string
    name: TokenName
    lease: string
    value: string | null
    expiresAt: number
    leaseUntil: number
  }
>(
  wechatTables,
  'save token',
  (b, { wechatTokens: t }) =>
    b
      .update(t)
      .set({
        value: value('value'),
        expiresAt: value('expiresAt'),
        lease: null,
        leaseUntil: value('leaseUntil'),
      })
      .where(
        and(
          eq(t.district, value('district')),
          eq(t.name, value('name')),
          eq(t.lease, value('lease')),
        ),
      ),
  { guarded: true },
)

export async function findToken(context: Context, name: TokenName): Promise<TokenRecord | null> {
  const { wechatTokens: t } = context.db.tables(wechatTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.name, name)))
  return rows[0] ?? null
}
