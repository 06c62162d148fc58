import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { fullMomentWords, momentWords } from '@mashang/shared/core/local-time.ts'
import { deliveryErrors } from '@mashang/shared/deliveries/deliveries.errors.ts'
import type {
  ChannelState,
  DeadLetter,
  TestOutcome,
} from '@mashang/shared/deliveries/deliveries.model.ts'
import { channelWords, type DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { stepWords } from '@mashang/shared/deliveries/messages.rules.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Outcome } from '../core/channels/channel.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Channels } from './channels.ts'
import { deadIds, deadPage, standings } from './dead-letters.store.ts'
import { type DeliveryRecord, lastSuccess, noticesByIds } from './deliveries.store.ts'
import { reviveDelivery } from './deliveries.writes.ts'
import { allEndpoints } from './endpoints.store.ts'
import { outcomeView, TEST_TITLE } from './endpoints.usecases.ts'
import { mattersOf } from './matters.ts'
import { peopleOf } from './people.ts'

/** What has to be set where a channel is missing. */
const needs: Partial<Record<DeliveryChannel, string>> = {
  mail: 'MASHANG_SMTP_URL 和 MASHANG_SMTP_FROM',
  sms: 'MASHANG_SMS_VENDOR 等几项和 MASHANG_SMS_REMINDER_TEMPLATE',
  wechat: 'MASHANG_WECHAT_APP_ID、MASHANG_WECHAT_SECRET 和 MASHANG_WECHAT_TEMPLATE',
  'wechat-once': 'MASHANG_WECHAT_APP_ID、MASHANG_WECHAT_SECRET 和 MASHANG_WECHAT_ONCE_TEMPLATE',
}

/** Every channel: whether it is set up, what waits, what did not arrive. */
export async function channelStates(context: Context, channels: Channels): Promise<ChannelState[]> {
  const rows = await standings(context)
  const total = (channel: DeliveryChannel, state: 'waiting' | 'dead'): number =>
    rows.find((row) => row.channel === channel && row.state === state)?.total ?? 0
  return await Promise.all(
    (Object.keys(channelWords) as DeliveryChannel[]).map(async (channel) => ({
      channel,
      available: channels[channel] !== null,
      needs: channels[channel] === null ? (needs[channel] ?? null) : null,
      waiting: total(channel, 'waiting'),
      dead: total(channel, 'dead'),
      lastSentAt: toIsoOrNull(await lastSuccess(context, channel)),
    })),
  )
}

/** The office tries whether mail arrives. */
export async function testMail(
  context: Context,
  channels: Channels,
  address: string,
  by: Actor,
): Promise<TestOutcome> {
  if (channels.mail === null) throw new Failure(deliveryErrors.mailMissing)
  const outcome = await channels.mail.send({
    id: newId(),
    to: { channel: 'mail', address },
    title: '码上代表：这是一封测试邮件',
    lines: ['能看到它，就说明提醒邮件发得出去。'],
    link: null,
    params: { number: '', step: '', time: '', moment: '' },
    unsubscribe: null,
    event: {},
  })
  return await tested(context, 'mail', outcome, by)
}

/**
 * The office tries whether template messages arrive, at whoever tries it: nobody else is written to.
 * WeChat refuses a value that is empty or of another kind than the template says.
 */
export async function testWechat(
  context: Context,
  channels: Channels,
  by: Actor,
): Promise<TestOutcome> {
  if (channels.wechat === null) throw new Failure(deliveryErrors.wechatMissing)
  const openid = (await peopleOf(context, [by.accountId])).get(by.accountId)?.addresses.wechat
  if (openid === undefined) throw new Failure(deliveryErrors.wechatUnbound)
  const now = context.clock.now()
  const outcome = await channels.wechat.send({
    id: newId(),
    to: { channel: 'wechat', openid },
    title: TEST_TITLE,
    lines: [],
    link: null,
    params: {
      number: '码上代表',
      step: '测试消息，提醒会发到这里',
      time: momentWords(now),
      moment: fullMomentWords(now),
    },
    unsubscribe: null,
    event: {},
  })
  return await tested(context, 'wechat', outcome, by)
}

async function tested(
  context: Context,
  channel: 'mail' | 'wechat',
  outcome: Outcome,
  by: Actor,
): Promise<TestOutcome> {
  const result = outcomeView(outcome)
  await context.db.commit(
    context.district,
    [],
    [
      {
        at: context.clock.now(),
        type: `district.${channel}-tested`,
        actor: { kind: 'account', id: by.accountId },
        subject: { kind: 'district', id: context.district },
        data: { outcome: result.trouble ?? 'accepted' },
      },
    ],
  )
  return result
}

/** Who did not get it, by name; never an address. */
async function recipients(
  context: Context,
  rows: readonly DeliveryRecord[],
): Promise<(row: DeliveryRecord) => string> {
  const ids = rows.flatMap(({ address }) =>
    address.startsWith('account:') ? [address.slice('account:'.length)] : [],
  )
  const [names, endpoints] = await Promise.all([
    accountNames(context, [...new Set(ids)]),
    allEndpoints(context),
  ])
  return ({ address }) => {
    const [kind = '', id = ''] = address.split(':')
    if (kind === 'voter') return '选民'
    if (kind === 'account') return names.get(id) ?? '已停用的账号'
    return endpoints.find((endpoint) => endpoint.id === id)?.name ?? '已删除的机器人或接口'
  }
}

/** What did not arrive, one page, with what to mend. */
export async function deadLettersPage(
  context: Context,
  query: { channel?: DeliveryChannel | undefined; page: number; size: number },
): Promise<{ items: DeadLetter[]; total: number; page: number; size: number }> {
  const { page, size } = query
  const { rows, total } = await deadPage(context, { channel: query.channel, page, size })
  const notices = await noticesByIds(
    context,
    rows.map(({ noticeId }) => noticeId),
  )
  const matters = await mattersOf(context, [...notices.values()])
  const nameOf = await recipients(context, rows)
  const items = rows.map((row): DeadLetter => {
    const notice = notices.get(row.noticeId)
    const issueId = notice?.subjectKind === 'issue' ? notice.subjectId : null
    const number = notice === undefined ? null : (matters.get(notice.subjectId)?.number ?? null)
    return {
      id: row.id,
      channel: row.channel,
      to: nameOf(row),
      what: stepWords({ kind: row.kind, number, dueAt: null, data: notice?.data ?? {} }),
      number,
      issueId,
      trouble: row.trouble ?? 'unreachable',
      peerCode: row.peerCode,
      attempts: row.attempts,
      at: toIso(row.settledAt ?? row.createdAt),
    }
  })
  return { items, total, page, size }
}

/** Most that one click sends again; what is left shows in the list. */
const MOST_RESENT = 5_000

/**
 * Sends again what did not arrive. What somebody else sent again meanwhile is left out, so that a
 * second click doubles nothing. Returns what became of each that was named or found.
 */
export async function resend(
  context: Context,
  wanted: { ids: string[] } | { all: true; channel?: DeliveryChannel | undefined },
  by: Actor,
): Promise<{ resent: number; items: { id: string; goes: boolean; words: string }[] }> {
  const { district } = context
  const now = context.clock.now()
  const dead = await deadIds(
    context,
    'ids' in wanted ? wanted : { channel: wanted.channel },
    MOST_RESENT,
  )
  const done = await Promise.all(
    dead.map(async (id) => {
      try {
        await context.db.commit(
          district,
          [reviveDelivery({ district, id, dueAt: now })],
          [
            {
              at: now,
              type: 'delivery.resent',
              actor: { kind: 'account', id: by.accountId },
              subject: { kind: 'delivery', id },
            },
          ],
        )
        return [id]
      } catch (error) {
        if (error instanceof Conflict) return []
        throw error
      }
    }),
  )
  const resent = new Set(done.flat())
  const items = [...new Set('ids' in wanted ? wanted.ids : dead)].map((id) =>
    resent.has(id)
      ? { id, goes: true, words: '重发了，一两分钟里送出' }
      : { id, goes: false, words: '别人已经重发过，或已经不用送了' },
  )
  return { resent: resent.size, items }
}
