import { LIMIT_SPAN, MOST_ATTEMPTS } from '@mashang/shared/verifications/verifications.rules.ts'
import { and, count, desc, eq, gt, gte, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { endingRows } from '../core/db/ending.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { verificationsTables } from './verifications.table.ts'

type Schema = ReturnType<typeof verificationsTables>
export type VerificationRecord = Schema['phoneVerifications']['$inferSelect']
type Key = Pick<VerificationRecord, 'district' | 'id'>

export const insertVerification = insertInto(verificationsTables, 'phoneVerifications')

/** The message was not taken; what is filed with it meanwhile stays unverified. */
export const markUnsent = statement<Schema, Key & { expiresAt: number }>(
  verificationsTables,
  'mark verification unsent',
  (b, t) =>
    b
      .update(t.phoneVerifications)
      .set({ unsent: true, expiresAt: value('expiresAt') })
      .where(ownRow(t.phoneVerifications)),
)

/**
 * Tries a code: counted and compared in one statement, so that many at once are no way around the
 * limit. Guarded: nothing is tried on what is over.
 */
export const tryCode = statement<
  Schema,
  Key & { codeHash: string; now: number; provenUntil: number }
>(
  verificationsTables,
  'try code',
  (b, { phoneVerifications: t }) => {
    const right = sql`${t.codeHash} = ${value('codeHash')}`
    return b
      .update(t)
      .set({
        attempts: sql`${t.attempts} + 1`,
        verifiedAt: sql`case when ${right} then ${value('now')} else ${t.verifiedAt} end`,
        expiresAt: sql`case when ${right} then ${value('provenUntil')} else ${t.expiresAt} end`,
      })
      .where(
        ownRow(
          t,
          isNull(t.verifiedAt),
          isNull(t.usedAt),
          lt(t.attempts, MOST_ATTEMPTS),
          gte(t.expiresAt, value('now')),
        ),
      )
  },
  { guarded: true },
)

/** A filing was taken with it. Guarded: once only. */
export const useVerification = statement<Schema, Key & { usedAt: number }>(
  verificationsTables,
  'use verification',
  (b, { phoneVerifications: t }) =>
    b
      .update(t)
      .set({ usedAt: value('usedAt') })
      .where(ownRow(t, isNull(t.usedAt))),
  { guarded: true },
)

/** Neither good for a filing any more nor counted by a limit. */
export const codesOver = endingRows(
  verificationsTables,
  'delete verifications that are over',
  (t) => t.phoneVerifications,
  (now) => ({ createdBefore: now - LIMIT_SPAN, now }),
  ({ phoneVerifications: t }, { district, createdBefore, now }) =>
    and(eq(t.district, district), lte(t.createdAt, createdBefore), lt(t.expiresAt, now)),
)

const byId = query<Schema, Key, VerificationRecord>(
  verificationsTables,
  'verification by id',
  (b, { phoneVerifications: t }) => b.select().from(t).where(ownRow(t)),
)

export const findVerification = async (
  context: Context,
  id: string,
): Promise<VerificationRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

/** When codes were sent to a phone after `since`, newest first. */
export async function startsFor(
  context: Context,
  phoneHash: string,
  since: number,
): Promise<number[]> {
  const { phoneVerifications: t } = context.db.tables(verificationsTables)
  const rows = await context.db.read
    .select({ createdAt: t.createdAt })
    .from(t)
    .where(
      and(eq(t.district, context.district), eq(t.phoneHash, phoneHash), gt(t.createdAt, since)),
    )
    .orderBy(desc(t.createdAt))
  return rows.map((row) => row.createdAt)
}

/** How many messages were handed over in the district after `since`. */
export async function countSent(context: Context, since: number): Promise<number> {
  const { phoneVerifications: t } = context.db.tables(verificationsTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(t)
    .where(and(eq(t.district, context.district), gt(t.createdAt, since), eq(t.unsent, false)))
  return rows[0]?.total ?? 0
}
