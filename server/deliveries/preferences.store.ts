import { type Preferences, usualPreferences } from '@mashang/shared/deliveries/preferences.rules.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
import { deliveriesTables } from './deliveries.table.ts'

type Schema = ReturnType<typeof deliveriesTables>
type PreferencesRecord = Schema['deliveryPreferences']['$inferSelect']
export type AddressRecord = Schema['deliveryAddresses']['$inferSelect']
type AddressKey = Pick<AddressRecord, 'district' | 'accountId' | 'channel'>

export const savePreferences = statement<Schema, PreferencesRecord>(
  deliveriesTables,
  'save preferences',
  (b, { deliveryPreferences: t }) => {
    const set = {
      rhythm: value('rhythm'),
      dailyAt: value('dailyAt'),
      quietFrom: value('quietFrom'),
      quietUntil: value('quietUntil'),
      overdueRings: value('overdueRings'),
      muted: value('muted'),
    }
    return b
      .insert(t)
      .values({ district: value('district'), accountId: value('accountId'), ...set })
      .onConflictDoUpdate({ target: [t.district, t.accountId], set })
  },
)

/** A new address that waits for its proof. */
export const wantAddress = statement<
  Schema,
  AddressKey & { wanted: string; tokenHash: string; tokenUntil: number; updatedAt: number }
>(deliveriesTables, 'want address', (b, { deliveryAddresses: t }) => {
  const set = {
    wanted: value('wanted'),
    tokenHash: value('tokenHash'),
    tokenUntil: value('tokenUntil'),
    updatedAt: value('updatedAt'),
  }
  return b
    .insert(t)
    .values({
      district: value('district'),
      accountId: value('accountId'),
      channel: value('channel'),
      ...set,
    })
    .onConflictDoUpdate({ target: [t.district, t.accountId, t.channel], set })
})

/** The proof came. Guarded by its token: once only. */
export const proveAddress = statement<
  Schema,
  AddressKey & { address: string; tokenHash: string; updatedAt: number }
>(
  deliveriesTables,
  'prove address',
  (b, { deliveryAddresses: t }) =>
    b
      .update(t)
      .set({
        address: value('address'),
        wanted: null,
        tokenHash: null,
        tokenUntil: null,
        updatedAt: value('updatedAt'),
      })
      .where(
        and(
          eq(t.district, value('district')),
          eq(t.accountId, value('accountId')),
          eq(t.channel, value('channel')),
          eq(t.tokenHash, value('tokenHash')),
        ),
      ),
  { guarded: true },
)

/** An address that needs no further proof (WeChat itself says whose it is). */
export const saveAddress = statement<Schema, AddressKey & { address: string; updatedAt: number }>(
  deliveriesTables,
  'save address',
  (b, { deliveryAddresses: t }) => {
    const set = { address: value('address'), updatedAt: value('updatedAt') }
    return b
      .insert(t)
      .values({
        district: value('district'),
        accountId: value('accountId'),
        channel: value('channel'),
        ...set,
      })
      .onConflictDoUpdate({ target: [t.district, t.accountId, t.channel], set })
  },
)

export const deleteAddress = statement<Schema, AddressKey>(
  deliveriesTables,
  'delete address',
  (b, { deliveryAddresses: t }) =>
    b
      .delete(t)
      .where(
        and(
          eq(t.district, value('district')),
          eq(t.accountId, value('accountId')),
          eq(t.channel, value('channel')),
        ),
      ),
)

/** How these accounts want to be told; those who never said it are missing. */
export async function preferencesOf(
  context: Context,
  accountIds: readonly string[],
): Promise<Map<string, Preferences>> {
  if (accountIds.length === 0) return new Map()
  const { deliveryPreferences: t } = context.db.tables(deliveriesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), inArray(t.accountId, [...accountIds])))
  return new Map(rows.map(({ accountId, district: _, ...preferences }) => [accountId, preferences]))
}

export const preferencesOfOne = async (
  context: Context,
  account: { id: string; role: string },
): Promise<Preferences> =>
  (await preferencesOf(context, [account.id])).get(account.id) ??
  usualPreferences(account.role === 'office')

export async function addressesOf(
  context: Context,
  accountIds: readonly string[],
): Promise<AddressRecord[]> {
  if (accountIds.length === 0) return []
  const { deliveryAddresses: t } = context.db.tables(deliveriesTables)
  return await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), inArray(t.accountId, [...accountIds])))
}
