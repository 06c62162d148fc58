import { and, eq, isNull, lte, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import type { AccountRecord } from './accounts.store.ts'
import { accountsTables } from './accounts.table.ts'

type Schema = ReturnType<typeof accountsTables>

export type SessionRecord = Schema['sessions']['$inferSelect']

export const insertSession = insertInto(accountsTables, 'sessions')

/** Guarded by the newest token: of two requests at once only one rotates it. */
export const rotateSession = statement<
  Schema,
  { district: string; tokenHash: string; newHash: string; previousHash: string; rotatedAt: number }
>(
  accountsTables,
  'rotate session',
  (b, t) =>
    b
      .update(t.sessions)
      .set({
        tokenHash: value('newHash'),
        previousHash: value('previousHash'),
        rotatedAt: value('rotatedAt'),
      })
      .where(
        and(
          eq(t.sessions.district, value('district')),
          eq(t.sessions.tokenHash, value('tokenHash')),
        ),
      ),
  { guarded: true },
)

export const saveProof = statement<
  Schema,
  { district: string; tokenHash: string; provedAt: number }
>(accountsTables, 'save proof', (b, t) =>
  b
    .update(t.sessions)
    .set({ provedAt: value('provedAt') })
    .where(
      and(
        eq(t.sessions.district, value('district')),
        or(
          eq(t.sessions.tokenHash, value('tokenHash')),
          eq(t.sessions.previousHash, value('tokenHash')),
        ),
      ),
    ),
)

/** The replaced token is worth nothing from now on. */
export const forgetPrevious = statement<Schema, { district: string; tokenHash: string }>(
  accountsTables,
  'forget replaced token',
  (b, t) =>
    b
      .update(t.sessions)
      .set({ previousHash: null })
      .where(
        and(
          eq(t.sessions.district, value('district')),
          eq(t.sessions.tokenHash, value('tokenHash')),
        ),
      ),
)

/** By its token or by the one that was replaced: the request that ends it may have renewed it. */
export const deleteSession = statement<Schema, { district: string; tokenHash: string }>(
  accountsTables,
  'delete session',
  (b, t) =>
    b
      .delete(t.sessions)
      .where(
        and(
          eq(t.sessions.district, value('district')),
          or(
            eq(t.sessions.tokenHash, value('tokenHash')),
            eq(t.sessions.previousHash, value('tokenHash')),
          ),
        ),
      ),
)

export const deleteSessionsOf = statement<Schema, { district: string; accountId: string }>(
  accountsTables,
  'delete sessions of account',
  (b, t) =>
    b
      .delete(t.sessions)
      .where(
        and(
          eq(t.sessions.district, value('district')),
          eq(t.sessions.accountId, value('accountId')),
        ),
      ),
)

const bySession = query<
  Schema,
  { district: string; tokenHash: string },
  { account: AccountRecord; session: SessionRecord }
>(
  accountsTables,
  'account by session',
  (b, t) =>
    b
      .select({ account: t.accounts, session: t.sessions })
      .from(t.sessions)
      .innerJoin(
        t.accounts,
        and(eq(t.accounts.district, t.sessions.district), eq(t.accounts.id, t.sessions.accountId)),
      )
      .where(
        and(
          eq(t.sessions.district, value('district')),
          or(
            eq(t.sessions.tokenHash, value('tokenHash')),
            eq(t.sessions.previousHash, value('tokenHash')),
          ),
          isNull(t.accounts.closedAt),
        ),
      ),
  { remembered: true },
)

export const findBySession = async (
  context: Context,
  tokenHash: string,
): Promise<{ account: AccountRecord; session: SessionRecord } | null> =>
  (await context.db.query(bySession, { district: context.district, tokenHash }))[0] ?? null

export const deleteExpiredSessions = statement<Schema, { district: string; expiresAt: number }>(
  accountsTables,
  'delete expired sessions',
  (b, t) =>
    b
      .delete(t.sessions)
      .where(
        and(
          eq(t.sessions.district, value('district')),
          lte(t.sessions.expiresAt, value('expiresAt')),
        ),
      ),
)
