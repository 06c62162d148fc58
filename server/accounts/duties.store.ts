import { eq, isNull, or, sql } from 'drizzle-orm'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { AccountRecord } from './accounts.store.ts'
import { accountsTables } from './accounts.table.ts'

type Schema = ReturnType<typeof accountsTables>

/** What of an account was read before it is changed; '' stands for all duties, no station, no further ones. */
export interface SeenAccount {
  wasDuties: string
  wasFirst: string
  wasMore: string
}

export const seenOf = (account: AccountRecord): SeenAccount => ({
  wasDuties: account.duties === null ? '' : JSON.stringify(account.duties),
  wasFirst: account.stationId ?? '',
  wasMore: account.moreStations === null ? '' : JSON.stringify(account.moreStations),
})

/** Duties and stations depend on each other, so whoever changes the one must have read both. */
const isAsSeen = (a: Schema['accounts']) =>
  ownRow(
    a,
    eq(sql`coalesce(${a.duties}, '')`, value('wasDuties')),
    eq(sql`coalesce(${a.stationId}, '')`, value('wasFirst')),
    eq(sql`coalesce(${a.moreStations}, '')`, value('wasMore')),
    isNull(a.closedAt),
  )

export const saveDuties = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'duties'> & SeenAccount
>(
  accountsTables,
  'save duties',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ duties: value('duties') })
      .where(isAsSeen(t.accounts)),
  { guarded: true },
)

export const saveSigning = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'signing'> & { was: string }
>(
  accountsTables,
  'save signing',
  (b, { accounts: a }) =>
    b
      .update(a)
      .set({ signing: value('signing') })
      .where(ownRow(a, eq(sql`coalesce(${a.signing}, '')`, value('was')), isNull(a.closedAt))),
  { guarded: true },
)

export const saveStations = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'stationId' | 'moreStations'> & SeenAccount
>(
  accountsTables,
  'save stations',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ stationId: value('stationId'), moreStations: value('moreStations') })
      .where(isAsSeen(t.accounts)),
  { guarded: true },
)

/** Changes nothing; undoes the commit where the account is no administrator any more. */
export const stillAdmin = statement<Schema, Pick<AccountRecord, 'district' | 'id'>>(
  accountsTables,
  'still administrator',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ lastSignInAt: sql`${t.accounts.lastSignInAt}` })
      .where(
        ownRow(
          t.accounts,
          isNull(t.accounts.closedAt),
          or(isNull(t.accounts.duties), sql`${t.accounts.duties} like '%"admin"%'`),
        ),
      ),
  { guarded: true },
)
