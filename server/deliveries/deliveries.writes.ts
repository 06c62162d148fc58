import { eq, isNull, lte, or, sql } from 'drizzle-orm'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { noticesTables } from '../notices/notices.table.ts'
import type { DeliveryRecord } from './deliveries.store.ts'
import { deliveriesTables } from './deliveries.table.ts'

type Schema = ReturnType<typeof deliveriesTables>
type Notices = ReturnType<typeof noticesTables>

/** Once per occasion, channel and address: what is there already stays as it is. */
export const insertDelivery = statement<
  Schema,
  Pick<
    DeliveryRecord,
    | 'district'
    | 'id'
    | 'noticeId'
    | 'occasion'
    | 'channel'
    | 'address'
    | 'kind'
    | 'dueAt'
    | 'createdAt'
  >
>(deliveriesTables, 'insert delivery', (b, { deliveries: t }) =>
  b
    .insert(t)
    .values({
      district: value('district'),
      id: value('id'),
      noticeId: value('noticeId'),
      occasion: value('occasion'),
      channel: value('channel'),
      address: value('address'),
      kind: value('kind'),
      state: 'waiting',
      dueAt: value('dueAt'),
      attempts: 0,
      createdAt: value('createdAt'),
    })
    .onConflictDoNothing({ target: [t.district, t.occasion, t.channel, t.address] }),
)

/** Guarded: of several processes one hands a notice out. */
export const markFannedOut = statement<
  Notices,
  { district: string; id: string; fannedOutAt: number }
>(
  noticesTables,
  'mark fanned out',
  (b, { notices: t }) =>
    b
      .update(t)
      .set({ fannedOutAt: value('fannedOutAt') })
      .where(ownRow(t, isNull(t.fannedOutAt))),
  { guarded: true, quiet: true },
)

/** Guarded: only what waits, and nobody else is sending. */
export const claimDelivery = statement<
  Schema,
  { district: string; id: string; message: string; lease: string; leaseUntil: number; now: number }
>(
  deliveriesTables,
  'claim delivery',
  (b, { deliveries: t }) =>
    b
      .update(t)
      .set({
        message: value('message'),
        lease: value('lease'),
        leaseUntil: value('leaseUntil'),
        attempts: sql`${t.attempts} + 1`,
      })
      .where(
        ownRow(
          t,
          eq(t.state, 'waiting'),
          or(isNull(t.leaseUntil), lte(t.leaseUntil, value('now'))),
        ),
      ),
  { guarded: true },
)

/** What became of an attempt. Guarded by the lease: whoever lost it has nothing to say any more. */
export const settleDelivery = statement<
  Schema,
  Pick<
    DeliveryRecord,
    'district' | 'id' | 'state' | 'dueAt' | 'trouble' | 'peerCode' | 'settledAt' | 'attempts'
  > & { lease: string }
>(
  deliveriesTables,
  'settle delivery',
  (b, { deliveries: t }) =>
    b
      .update(t)
      .set({
        state: value('state'),
        dueAt: value('dueAt'),
        trouble: value('trouble'),
        peerCode: value('peerCode'),
        settledAt: value('settledAt'),
        attempts: value('attempts'),
        lease: null,
        leaseUntil: null,
      })
      .where(ownRow(t, eq(t.lease, value('lease')))),
  { guarded: true },
)

/** A person wants it sent again, as a message of its own. Guarded: only what did not arrive. */
export const reviveDelivery = statement<Schema, { district: string; id: string; dueAt: number }>(
  deliveriesTables,
  'revive delivery',
  (b, { deliveries: t }) =>
    b
      .update(t)
      .set({
        state: 'waiting',
        dueAt: value('dueAt'),
        attempts: 0,
        message: null,
        settledAt: null,
        createdAt: value('dueAt'),
      })
      .where(ownRow(t, eq(t.state, 'dead'))),
  { guarded: true },
)
