import { tables } from '../core/db/columns.ts'

export const wechatTables = tables((c) => ({
  /** Access token and ticket, once per district for all processes; one fetches, the others wait. */
  wechatTokens: c.table(
    'wechat_tokens',
    {
      district: c.text().notNull(),
      name: c.word<'access' | 'jsapi'>().notNull(),
      /** Sealed; null: none yet. */
      value: c.text(),
      expiresAt: c.moment().notNull(),
      lease: c.text(),
      leaseUntil: c.moment().notNull(),
    },
    (t) => [c.primaryKey({ name: 'wechat_tokens_pk', columns: [t.district, t.name] })],
  ),
  /** Somebody on the way to WeChat and back: good once, for the browser that set out. */
  wechatStates: c.table(
    'wechat_states',
    {
      district: c.text().notNull(),
      stateHash: c.text().notNull(),
      browserHash: c.text().notNull(),
      /** Sealed: it may hold a receipt. */
      next: c.text().notNull(),
      expiresAt: c.moment().notNull(),
      usedAt: c.moment(),
    },
    (t) => [c.primaryKey({ name: 'wechat_states_pk', columns: [t.district, t.stateHash] })],
  ),
  /** Who a phone inside WeChat is. */
  wechatVisitors: c.table(
    'wechat_visitors',
    {
      district: c.text().notNull(),
      tokenHash: c.text().notNull(),
      openidHash: c.text().notNull(),
      /** Sealed. */
      openid: c.text().notNull(),
      expiresAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'wechat_visitors_pk', columns: [t.district, t.tokenHash] }),
      c.index('wechat_visitors_by_end').on(t.district, t.expiresAt),
    ],
  ),
}))
