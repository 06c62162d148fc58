import { and, desc, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import type { AccountRecord } from './accounts.store.ts'
import { accountsTables } from './accounts.table.ts'

type Schema = ReturnType<typeof accountsTables>
export type TrustedDevice = Schema['trustedDevices']['$inferSelect']
export type AccountChange = Schema['accountChanges']['$inferSelect']
interface OfAccount {
  district: string
  accountId: string
}

/** A secret that was confirmed by one of its codes; null takes the second factor away. */
export const saveFactor = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'factorSecret' | 'factorSince' | 'factorStep'>
>(
  accountsTables,
  'save second factor',
  (b, t) =>
    b
      .update(t.accounts)
      .set({
        factorSecret: value('factorSecret'),
        factorSince: value('factorSince'),
        factorStep: value('factorStep'),
      })
      .where(ownRow(t.accounts, isNull(t.accounts.closedAt))),
  { guarded: true },
)

/** Guarded by the step, so that of the same code sent twice at once only one works. */
export const useStep = statement<Schema, { district: string; id: string; step: number }>(
  accountsTables,
  'use time code',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ factorStep: value('step') })
      .where(
        ownRow(
          t.accounts,
          isNotNull(t.accounts.factorSince),
          or(isNull(t.accounts.factorStep), lt(t.accounts.factorStep, value('step'))),
        ),
      ),
  { guarded: true },
)

export const insertRecoveryCode = insertInto(accountsTables, 'recoveryCodes')

export const useRecoveryCode = statement<Schema, OfAccount & { codeHash: string; usedAt: number }>(
  accountsTables,
  'use recovery code',
  (b, { recoveryCodes: r }) =>
    b
      .update(r)
      .set({ usedAt: value('usedAt') })
      .where(
        and(
          eq(r.district, value('district')),
          eq(r.accountId, value('accountId')),
          eq(r.codeHash, value('codeHash')),
          isNull(r.usedAt),
        ),
      ),
  { guarded: true },
)

export const deleteRecoveryCodes = statement<Schema, OfAccount>(
  accountsTables,
  'delete recovery codes',
  (b, { recoveryCodes: r }) =>
    b.delete(r).where(and(eq(r.district, value('district')), eq(r.accountId, value('accountId')))),
)

/** How many are left. */
export async function recoveryCodesLeft(context: Context, accountId: string): Promise<number> {
  const { recoveryCodes: r } = context.db.tables(accountsTables)
  return (
    await context.db.read
      .select({ hash: r.codeHash })
      .from(r)
      .where(and(eq(r.district, context.district), eq(r.accountId, accountId), isNull(r.usedAt)))
  ).length
}

export const insertTrustedDevice = insertInto(accountsTables, 'trustedDevices')

export const touchTrustedDevice = statement<Schema, OfAccount & { id: string; lastUsedAt: number }>(
  accountsTables,
  'touch trusted device',
  (b, { trustedDevices: d }) =>
    b
      .update(d)
      .set({ lastUsedAt: value('lastUsedAt') })
      .where(
        and(
          eq(d.district, value('district')),
          eq(d.accountId, value('accountId')),
          eq(d.id, value('id')),
        ),
      ),
  // Whoever is distrusted at the same moment must not come in.
  { guarded: true },
)

export const deleteTrustedDevice = statement<Schema, OfAccount & { id: string }>(
  accountsTables,
  'delete trusted device',
  (b, { trustedDevices: d }) =>
    b
      .delete(d)
      .where(
        and(
          eq(d.district, value('district')),
          eq(d.accountId, value('accountId')),
          eq(d.id, value('id')),
        ),
      ),
  { guarded: true },
)

export const deleteTrustedDevices = statement<Schema, OfAccount>(
  accountsTables,
  'delete trusted devices',
  (b, { trustedDevices: d }) =>
    b.delete(d).where(and(eq(d.district, value('district')), eq(d.accountId, value('accountId')))),
)

export const deleteExpiredDevices = statement<Schema, { district: string; now: number }>(
  accountsTables,
  'delete expired devices',
  (b, { trustedDevices: d }) =>
    b.delete(d).where(and(eq(d.district, value('district')), lt(d.expiresAt, value('now')))),
)

/** Devices on which this account needs no code now. */
export async function trustedDevicesOf(
  context: Context,
  accountId: string,
): Promise<TrustedDevice[]> {
  const { trustedDevices: d } = context.db.tables(accountsTables)
  return await context.db.read
    .select()
    .from(d)
    .where(
      and(
        eq(d.district, context.district),
        eq(d.accountId, accountId),
        gt(d.expiresAt, context.clock.now()),
      ),
    )
    .orderBy(desc(d.lastUsedAt), desc(d.id))
}

export const insertAccountChange = insertInto(accountsTables, 'accountChanges')

/** What the office last changed of an account in this way. */
export async function lastChangeOf(
  context: Context,
  accountId: string,
  kind: AccountChange['kind'],
): Promise<AccountChange | null> {
  const { accountChanges: c } = context.db.tables(accountsTables)
  const [last] = await context.db.read
    .select()
    .from(c)
    .where(and(eq(c.district, context.district), eq(c.accountId, accountId), eq(c.kind, kind)))
    .orderBy(desc(c.at), desc(c.id))
    .limit(1)
  return last ?? null
}

/** What the office changed of an account, newest first. */
export async function changesOf(context: Context, accountId: string): Promise<AccountChange[]> {
  const { accountChanges: c } = context.db.tables(accountsTables)
  return await context.db.read
    .select()
    .from(c)
    .where(and(eq(c.district, context.district), eq(c.accountId, accountId)))
    .orderBy(desc(c.at), desc(c.id))
}

/** The office's accounts that somebody can sign in with. */
export async function officeAccounts(
  context: Context,
): Promise<Pick<AccountRecord, 'id' | 'name' | 'factorSince'>[]> {
  const { accounts: a } = context.db.tables(accountsTables)
  return await context.db.read
    .select({ id: a.id, name: a.name, factorSince: a.factorSince })
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.role, 'office'), isNull(a.closedAt)))
}
