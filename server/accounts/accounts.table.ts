import type { AccountChangeKind, Duty } from '@mashang/shared/accounts/duties.words.ts'
import type { Signing } from '@mashang/shared/accounts/signing.words.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const accountsTables = tables((c) => ({
  accounts: c.table(
    'accounts',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      role: c.word<Role>().notNull(),
      /** Keyed hash: a representative's login is a phone number. */
      loginHash: c.text().notNull(),
      loginShown: c.text().notNull(),
      /** Sealed, so that the office can print a slip with it. */
      login: c.text().notNull(),
      representativeId: c.text(),
      stationId: c.text(),
      /** Further stations that a liaison looks after; null: none. */
      moreStations: c.json<string[]>(),
      departmentId: c.text(),
      /** What an account of the office may do; null: everything. */
      duties: c.json<Duty[]>(),
      /** What somebody of a department does with its answers; null: drafts and signs. */
      signing: c.json<NonNullable<Signing>>(),
      passwordHash: c.text(),
      oneTimeHash: c.text(),
      oneTimeUntil: c.moment(),
      /** Keyed hash of the WeChat that its owner signs in by. */
      wechatHash: c.text(),
      closedAt: c.moment(),
      /** The second factor's secret, sealed; null: there is none. */
      factorSecret: c.text(),
      factorSince: c.moment(),
      /** The last step of time whose code was used: each code works once. */
      factorStep: c.integer(),
      lastSignInAt: c.moment(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'accounts_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('accounts_login').on(t.district, t.loginHash),
      c
        .uniqueIndex('accounts_wechat')
        .on(t.district, t.wechatHash)
        .where(sql`wechat_hash is not null`),
      // In the order of the office's table.
      c.index('accounts_in_order').on(t.district, t.role, t.createdAt, t.id),
      c.index('accounts_by_representative').on(t.district, t.representativeId),
      c.index('accounts_by_department').on(t.district, t.departmentId),
    ],
  ),
  sessions: c.table(
    'sessions',
    {
      district: c.text().notNull(),
      tokenHash: c.text().notNull(),
      accountId: c.text().notNull(),
      /** The token that this one replaced; still good for a moment, for requests under way. */
      previousHash: c.text(),
      createdAt: c.moment().notNull(),
      rotatedAt: c.moment().notNull(),
      /** When a code of the second factor was last given in it. */
      provedAt: c.moment(),
      expiresAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'sessions_pk', columns: [t.district, t.tokenHash] }),
      c.index('sessions_by_account').on(t.district, t.accountId),
      c.index('sessions_by_previous').on(t.district, t.previousHash),
    ],
  ),
  /** Ways in where the phone with the second factor is lost; each works once. */
  recoveryCodes: c.table(
    'recovery_codes',
    {
      district: c.text().notNull(),
      accountId: c.text().notNull(),
      /** Keyed hash. */
      codeHash: c.text().notNull(),
      usedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'recovery_codes_pk', columns: [t.district, t.accountId, t.codeHash] }),
    ],
  ),
  /** Devices on which a password is enough for a while. */
  trustedDevices: c.table(
    'trusted_devices',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      accountId: c.text().notNull(),
      tokenHash: c.text().notNull(),
      /** "Chrome · Windows" */
      name: c.text().notNull(),
      createdAt: c.moment().notNull(),
      lastUsedAt: c.moment().notNull(),
      expiresAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'trusted_devices_pk', columns: [t.district, t.id] }),
      c.index('trusted_devices_by_account').on(t.district, t.accountId),
    ],
  ),
  /** What the office changed of somebody's account, and why. */
  accountChanges: c.table(
    'account_changes',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      accountId: c.text().notNull(),
      kind: c.word<AccountChangeKind>().notNull(),
      /** What it was changed to, in words. */
      detail: c.text(),
      reason: c.text().notNull(),
      byId: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'account_changes_pk', columns: [t.district, t.id] }),
      c.index('account_changes_by_account').on(t.district, t.accountId, t.at),
    ],
  ),
}))
