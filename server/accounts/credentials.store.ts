import { eq } from 'drizzle-orm'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { AccountRecord } from './accounts.store.ts'
import { accountsTables } from './accounts.table.ts'

type Schema = ReturnType<typeof accountsTables>

/** Guarded by the one-time code itself, so that it works exactly once. */
export const savePassword = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'passwordHash' | 'oneTimeHash' | 'lastSignInAt'>
>(
  accountsTables,
  'save password',
  (b, t) =>
    b
      .update(t.accounts)
      .set({
        passwordHash: value('passwordHash'),
        oneTimeHash: null,
        oneTimeUntil: null,
        // Whoever needs a new code may have lost the phone with that WeChat.
        wechatHash: null,
        lastSignInAt: value('lastSignInAt'),
      })
      .where(ownRow(t.accounts, eq(t.accounts.oneTimeHash, value('oneTimeHash')))),
  { guarded: true },
)

export const saveOneTimeCode = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'oneTimeHash' | 'oneTimeUntil'>
>(
  accountsTables,
  'save one-time code',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ oneTimeHash: value('oneTimeHash'), oneTimeUntil: value('oneTimeUntil') })
      .where(ownRow(t.accounts)),
  { guarded: true },
)

/** Sets a password without a one-time code; for accounts whose password somebody is handed at once. */
export const activePassword = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'passwordHash'>
>(
  accountsTables,
  'set password',
  (b, t) =>
    b
      .update(t.accounts)
      .set({ passwordHash: value('passwordHash') })
      .where(ownRow(t.accounts)),
  { guarded: true },
)

export const saveLogin = statement<
  Schema,
  Pick<AccountRecord, 'district' | 'id' | 'name' | 'loginHash' | 'loginShown' | 'login'>
>(
  accountsTables,
  'save login',
  (b, t) =>
    b
      .update(t.accounts)
      .set({
        name: value('name'),
        loginHash: value('loginHash'),
        loginShown: value('loginShown'),
        login: value('login'),
      })
      .where(ownRow(t.accounts)),
  { guarded: true },
)
