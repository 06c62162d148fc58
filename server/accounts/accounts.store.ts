import { and, asc, count, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { accountsTables } from './accounts.table.ts'

type Schema = ReturnType<typeof accountsTables>
export type AccountRecord = Schema['accounts']['$inferSelect']
export const insertAccount = insertInto(accountsTables, 'accounts')
export const saveSignIn = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'lastSignInAt'>
>(accountsTables, 'save sign-in', (b, t) =>
  b
    .update(t.accounts)
    .set({ lastSignInAt: value('lastSignInAt') })
    .where(ownRow(t.accounts)),
)

/** The stations that an account looks after, its first one first. */
export const stationsOfAccount = ({
  stationId,
  moreStations,
}: Pick<AccountRecord, 'stationId' | 'moreStations'>): string[] =>
  stationId === null ? [] : [stationId, ...(moreStations ?? [])]

const byLogin = query<Schema, { district: string; loginHash: string }, AccountRecord>(
  accountsTables,
  'account by login',
  (b, t) =>
    b
      .select()
      .from(t.accounts)
      .where(
        and(
          eq(t.accounts.district, value('district')),
          eq(t.accounts.loginHash, value('loginHash')),
          isNull(t.accounts.closedAt),
        ),
      ),
)

export const findByLogin = async (
  context: Context,
  loginHash: string,
): Promise<AccountRecord | null> =>
  (await context.db.query(byLogin, { district: context.district, loginHash }))[0] ?? null

/** Some accounts by their ids, closed ones too. */
export async function findAccountsOfAll(context: Context, ids: string[]): Promise<AccountRecord[]> {
  const { accounts } = context.db.tables(accountsTables)
  return await context.db.read
    .select()
    .from(accounts)
    .where(and(eq(accounts.district, context.district), inArray(accounts.id, ids)))
}

export const findAccounts = async (context: Context, ids: string[]): Promise<AccountRecord[]> =>
  (await findAccountsOfAll(context, ids)).filter(({ closedAt }) => closedAt === null)

/** Names behind ids, of closed accounts too: what somebody did stays theirs. */
export async function accountNames(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { accounts } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(eq(accounts.district, context.district), inArray(accounts.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Every account of the district, closed ones included; a few thousand at most. */
export async function allAccounts(context: Context): Promise<AccountRecord[]> {
  const { accounts } = context.db.tables(accountsTables)
  return await context.db.read
    .select()
    .from(accounts)
    .where(eq(accounts.district, context.district))
    .orderBy(asc(accounts.role), asc(accounts.createdAt), asc(accounts.id))
}

const howMany = query<Schema, { district: string }, { total: number }>(
  accountsTables,
  'count accounts',
  (b, t) =>
    b
      .select({ total: count() })
      .from(t.accounts)
      .where(eq(t.accounts.district, value('district'))),
  { remembered: true },
)

/** Some accounts of all, in the same order, and how many there are. */
export async function pageOfAccounts(
  context: Context,
  { page, size }: { page: number; size: number },
): Promise<{ items: AccountRecord[]; total: number }> {
  const { accounts } = context.db.tables(accountsTables)
  const items = await context.db.read
    .select()
    .from(accounts)
    .where(eq(accounts.district, context.district))
    .orderBy(asc(accounts.role), asc(accounts.createdAt), asc(accounts.id))
    .limit(size)
    .offset((page - 1) * size)
  const [counted] = await context.db.query(howMany, { district: context.district })
  return { items, total: Number(counted?.total ?? 0) }
}

/** Whether representatives have signed in yet. @param ids of whom; undefined: of everybody */
export async function accountsByRepresentative(
  context: Context,
  ids?: readonly string[],
): Promise<Map<string, 'invited' | 'active'>> {
  const { accounts } = context.db.tables(accountsTables)
  const read = (of: SQL) =>
    context.db.read
      .select({ id: accounts.representativeId, lastSignInAt: accounts.lastSignInAt })
      .from(accounts)
      .where(and(eq(accounts.district, context.district), of, isNull(accounts.closedAt)))
  const rows =
    ids === undefined
      ? await read(isNotNull(accounts.representativeId))
      : await inChunks(ids, (some) => read(inArray(accounts.representativeId, some)))
  return new Map(
    rows.map((row) => [row.id as string, row.lastSignInAt === null ? 'invited' : 'active']),
  )
}

/** A closed account keeps its row, but neither its login nor any way in. */
export const closeAccount = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id'> & { closedAt: number }
>(
  accountsTables,
  'close account',
  (b, t) =>
    b
      .update(t.accounts)
      .set({
        closedAt: value('closedAt'),
        loginHash: sql`${t.accounts.id}`,
        passwordHash: null,
        wechatHash: null,
        oneTimeHash: null,
        oneTimeUntil: null,
        factorSecret: null,
        factorSince: null,
        factorStep: null,
      })
      .where(ownRow(t.accounts, isNull(t.accounts.closedAt))),
  { guarded: true },
)

export async function findAccountOfRepresentative(
  context: Context,
  representativeId: string,
): Promise<AccountRecord | null> {
  const { accounts } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.district, context.district),
        eq(accounts.representativeId, representativeId),
        isNull(accounts.closedAt),
      ),
    )
  return rows[0] ?? null
}

export async function anyAccount(context: Context): Promise<boolean> {
  const { accounts } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.district, context.district))
    .limit(1)
  return rows.length > 0
}

/** The WeChat that somebody signs in by; null: none any more. */
export const saveWechat = statement<Schema, Pick<AccountRecord, 'district' | 'id' | 'wechatHash'>>(
  accountsTables,
  'save wechat',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ wechatHash: value('wechatHash') })
      .where(ownRow(t.accounts, isNull(t.accounts.closedAt))),
  { guarded: true },
)

export async function findByWechat(
  context: Context,
  wechatHash: string,
): Promise<AccountRecord | null> {
  const { accounts } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.district, context.district),
        eq(accounts.wechatHash, wechatHash),
        isNull(accounts.closedAt),
      ),
    )
  return rows[0] ?? null
}

/**
 * Departments that somebody can sign in for, or has been given a code for; and whether one of those
 * is a 签发人.
 */
export async function departmentsWithAccount(context: Context): Promise<Map<string, boolean>> {
  const { accounts } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: accounts.departmentId, signing: accounts.signing })
    .from(accounts)
    .where(
      and(
        eq(accounts.district, context.district),
        isNotNull(accounts.departmentId),
        isNull(accounts.closedAt),
      ),
    )
  const found = new Map<string, boolean>()
  for (const { id, signing } of rows)
    if (id !== null) found.set(id, found.get(id) === true || signing?.part === 'head')
  return found
}
