import { steady } from '@mashang/server/core/channels/steady.ts'
import { webhookDriver } from '@mashang/server/core/channels/webhook.ts'
import { insertInto } from '@mashang/server/core/db/statement.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { type Channels, openChannels } from '@mashang/server/deliveries/channels.ts'
import { deliveriesTables } from '@mashang/server/deliveries/deliveries.table.ts'
import { dispatch } from '@mashang/server/deliveries/dispatch.usecases.ts'
import { fanOut } from '@mashang/server/deliveries/fan-out.usecases.ts'
import { addressContext } from '@mashang/server/deliveries/people.ts'
import { saveAddress } from '@mashang/server/deliveries/preferences.store.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { SECOND } from '@mashang/shared/core/clock.ts'
import { channelWords, type DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import type { Notice, NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import { asc } from 'drizzle-orm'
import type { TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

const insertNotice = insertInto(noticesTables, 'notices')

export async function accountOf(
  t: TestApp,
  who: 'office' | 'office-2' | 'liaison' | 0 | 1 | 2,
): Promise<string> {
  const me = await (await t.as(who))({ url: '/api/sessions/current' })
  return me.json<{ id: string }>().id
}

/** Somebody is told something, as the commit of what happened would write it. */
export async function tell(
  t: TestApp,
  recipient: Notice['recipient'] | string,
  kind: NoticeKind,
  issueId: string | null,
  data: Notice['data'] = {},
): Promise<string> {
  const id = newId()
  const { kind: recipientKind, id: recipientId } =
    typeof recipient === 'string' ? { kind: 'account' as const, id: recipient } : recipient
  const { district } = t.context
  await t.context.db.commit(district, [
    insertNotice({
      district,
      id,
      recipientKind,
      recipientId,
      kind,
      subjectKind: issueId === null ? 'system' : 'issue',
      subjectId: issueId ?? 'system',
      data,
      at: t.clock.now(),
      readAt: null,
      fannedOutAt: null,
    }),
  ])
  return id
}

/** A mailbox that was proven before. */
export const giveMail = (t: TestApp, accountId: string, address: string) =>
  t.context.db.commit(t.context.district, [
    saveAddress({
      district: t.context.district,
      accountId,
      channel: 'mail',
      address: t.context.secrets.seal(address, addressContext(accountId, 'mail')),
      updatedAt: t.clock.now(),
    }),
  ])

/** Nobody was told anything yet, and it is the morning again on which every test begins. */
export async function reset(t: TestApp): Promise<void> {
  t.clock.set('2026-11-23T02:32:00.000Z')
  for (const table of [
    'notices',
    'deliveries',
    'delivery_endpoints',
    'delivery_preferences',
    'delivery_addresses',
    'voter_hearings',
    'wechat_tokens',
    'wechat_states',
    'wechat_visitors',
  ])
    await execute(t, `delete from ${table}`)
}

/** Channels whose webhooks wait only so long, in milliseconds. */
export const impatient = (t: TestApp, timeout: number): Channels => ({
  ...openChannels(t.context),
  webhook: steady(webhookDriver(t.context.config.webhookOrigins, t.clock), t.clock, {
    timeout,
    failures: 3,
    rest: 30 * SECOND,
  }),
})

const all = Object.keys(channelWords) as DeliveryChannel[]

/** Everything that is due leaves, as the jobs would do it. Returns how many messages were handed over. */
export async function sendAll(
  t: TestApp,
  channels: Channels = openChannels(t.context),
): Promise<number> {
  await fanOut(t.context, channels)
  const sent = await Promise.all(
    all.map((channel) => dispatch(t.context, channel, channels[channel])),
  )
  return sent.reduce((sum, one) => sum + one, 0)
}

export async function outbox(t: TestApp) {
  const { deliveries } = t.context.db.tables(deliveriesTables)
  return await t.context.db.read
    .select()
    .from(deliveries)
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id))
}

/** "mail sent", "webhook waiting unreachable", sorted. */
export const standing = async (t: TestApp): Promise<string[]> =>
  (await outbox(t))
    .map(({ channel, state, trouble }) =>
      [channel, state, ...(trouble === null ? [] : [trouble])].join(' '),
    )
    .sort()
