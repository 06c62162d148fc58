import type {
  DeliveryChannel,
  DeliveryState,
  EndpointKind,
  HearingChannel,
  Rhythm,
  Trouble,
} from '@mashang/shared/deliveries/deliveries.words.ts'
import type { NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const deliveriesTables = tables((c) => ({
  /** The outbox: one notice on its way to one address by one channel. */
  deliveries: c.table(
    'deliveries',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      noticeId: c.text().notNull(),
      /** What may reach an address only once: a person's notice, or what many were told at once. */
      occasion: c.text().notNull(),
      channel: c.word<DeliveryChannel>().notNull(),
      /** "account:…", "voter:…" (an issue) or "endpoint:…"; what it stands for is looked up when it leaves. */
      address: c.text().notNull(),
      kind: c.word<NoticeKind>().notNull(),
      state: c.word<DeliveryState>().notNull(),
      dueAt: c.moment().notNull(),
      attempts: c.integer().notNull(),
      /** Id of the message that it leaves in, the same for every attempt; null before the first. */
      message: c.text(),
      /** Who is sending it, and until when others keep off. */
      lease: c.text(),
      leaseUntil: c.moment(),
      trouble: c.word<Trouble>(),
      peerCode: c.text(),
      settledAt: c.moment(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'deliveries_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('deliveries_once').on(t.district, t.occasion, t.channel, t.address),
      c
        .index('deliveries_due')
        .on(t.district, t.channel, t.dueAt, t.id)
        .where(sql`state = 'waiting'`),
      c.index('deliveries_sent').on(t.district, t.channel, t.settledAt).where(sql`state = 'sent'`),
      c.index('deliveries_dead').on(t.district, t.settledAt).where(sql`state = 'dead'`),
      c.index('deliveries_by_address').on(t.district, t.channel, t.address, t.settledAt),
      c.index('deliveries_by_notice').on(t.district, t.noticeId),
      c.index('deliveries_by_age').on(t.district, t.createdAt),
    ],
  ),
  /** Robots of groups and webhooks of other systems. */
  deliveryEndpoints: c.table(
    'delivery_endpoints',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      kind: c.word<EndpointKind>().notNull(),
      name: c.text().notNull(),
      /** Whose notices it gets; null: the office's (a webhook: everything). */
      stationId: c.text(),
      /** Sealed: whoever knows a robot's address may speak in its group. */
      url: c.text().notNull(),
      urlShown: c.text().notNull(),
      secret: c.text(),
      /** While one is replaced by the next, both sign. */
      formerSecret: c.text(),
      formerUntil: c.moment(),
      pausedAt: c.moment(),
      createdAt: c.moment().notNull(),
    },
    (t) => [c.primaryKey({ name: 'delivery_endpoints_pk', columns: [t.district, t.id] })],
  ),
  /** How somebody with an account wants to be told; no row: as usual. */
  deliveryPreferences: c.table(
    'delivery_preferences',
    {
      district: c.text().notNull(),
      accountId: c.text().notNull(),
      rhythm: c.word<Rhythm>().notNull(),
      dailyAt: c.integer().notNull(),
      quietFrom: c.integer().notNull(),
      quietUntil: c.integer().notNull(),
      overdueRings: c.flag().notNull(),
      muted: c.json<string[]>().notNull(),
    },
    (t) => [c.primaryKey({ name: 'delivery_preferences_pk', columns: [t.district, t.accountId] })],
  ),
  /** Addresses of people with an account that the account itself does not hold. Sealed. */
  deliveryAddresses: c.table(
    'delivery_addresses',
    {
      district: c.text().notNull(),
      accountId: c.text().notNull(),
      channel: c.word<'mail' | 'wechat'>().notNull(),
      /** Proven to be theirs; null: not yet. */
      address: c.text(),
      /** A new one that waits for its proof; the proven one serves until then. */
      wanted: c.text(),
      tokenHash: c.text(),
      tokenUntil: c.moment(),
      updatedAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'delivery_addresses_pk',
        columns: [t.district, t.accountId, t.channel],
      }),
    ],
  ),
  /** How a voter wants to hear of one matter; no row: by its receipt alone. Erased with the contact. */
  voterHearings: c.table(
    'voter_hearings',
    {
      district: c.text().notNull(),
      issueId: c.text().notNull(),
      channel: c.word<HearingChannel>().notNull(),
      /** Whose matter it is inside WeChat: a keyed hash to find it, sealed to send to. */
      openidHash: c.text(),
      openid: c.text(),
      /** When the one message that was agreed to was on its way; null: not yet. */
      spentAt: c.moment(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'voter_hearings_pk', columns: [t.district, t.issueId] }),
      c
        .index('voter_hearings_by_openid')
        .on(t.district, t.openidHash)
        .where(sql`openid_hash is not null`),
    ],
  ),
}))
