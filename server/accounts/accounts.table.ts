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
      departmentId: c.text(),
      passwordHash: c.text(),
      oneTimeHash: c.text(),
      oneTimeUntil: c.moment(),
      /** Keyed hash of the WeChat that its owner signs in by. */
      wechatHash: c.text(),
      closedAt: c.moment(),
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
      expiresAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'sessions_pk', columns: [t.district, t.tokenHash] }),
      c.index('sessions_by_account').on(t.district, t.accountId),
      c.index('sessions_by_previous').on(t.district, t.previousHash),
    ],
  ),
}))
