import { Failure } from '@mashang/shared/core/errors.ts'
import { isMobile, plainPhone } from '@mashang/shared/core/phones.ts'
import { deliveryErrors } from '@mashang/shared/deliveries/deliveries.errors.ts'
import type { HearingView } from '@mashang/shared/deliveries/deliveries.model.ts'
import type { HearingChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import type { Context } from '../core/context.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { maskPhone } from '../core/phones.ts'
import { opened } from '../core/secrets.ts'
import { contactPolicyNow } from '../districts/districts.store.ts'
import type { IssueRecord } from '../issues/issues.store.ts'
import { issueOfReceipt } from '../issues/receipt.usecases.ts'
import type { Visitor } from '../wechat/sign-in.usecases.ts'
import type { Channels } from './channels.ts'
import { openidContext } from './destinations.ts'
import { deleteHearing, findHearing, saveHearing } from './hearings.store.ts'

/** The phone that the voter left, where short messages reach it and the district collects phones. */
async function phoneOf(context: Context, issue: IssueRecord): Promise<string | null> {
  if (issue.contactPhone === null || (await contactPolicyNow(context)) === 'none') return null
  const phone = plainPhone(opened(context, issue.contactPhone, issue.id) ?? '')
  return isMobile(phone) ? phone : null
}

async function choicesFor(
  context: Context,
  channels: Channels,
  issue: IssueRecord,
  visitor: Visitor | null,
): Promise<{ choices: HearingChannel[]; phone: string | null }> {
  const phone = channels.sms === null ? null : await phoneOf(context, issue)
  const choices: HearingChannel[] = ['page']
  if (phone !== null) choices.push('sms')
  if (channels.wechat !== null && visitor !== null) choices.push('wechat')
  return { choices, phone }
}

/** How a voter hears of the answer, and what else could be chosen on this phone. */
export async function hearingOf(
  context: Context,
  channels: Channels,
  raw: string,
  visitor: Visitor | null,
): Promise<HearingView> {
  const { issue } = await issueOfReceipt(context, raw)
  const [{ choices, phone }, hearing] = await Promise.all([
    choicesFor(context, channels, issue, visitor),
    findHearing(context, issue.id),
  ])
  const chosen = hearing?.channel ?? 'page'
  return {
    chosen,
    choices: choices.includes(chosen) ? choices : [...choices, chosen],
    phone: phone === null ? null : maskPhone(phone),
    kept: hearing !== null && hearing.openidHash !== null,
    spent: hearing !== null && hearing.spentAt !== null,
  }
}

const factOf = (
  context: Context,
  issue: IssueRecord,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'voter', id: null },
  subject: { kind: 'issue', id: issue.id },
  data,
})

/** Whoever holds the receipt takes everything back: no message, and kept in nobody's WeChat. */
export async function forgetHearing(
  context: Context,
  channels: Channels,
  raw: string,
  visitor: Visitor | null,
): Promise<HearingView> {
  const { district } = context
  const { issue } = await issueOfReceipt(context, raw)
  if ((await findHearing(context, issue.id)) !== null)
    await context.db.commit(
      district,
      [deleteHearing({ district, issueId: issue.id })],
      [factOf(context, issue, 'issue.hearing-forgotten')],
    )
  return await hearingOf(context, channels, raw, visitor)
}

/** Somebody agreed to one message about the answer. */
export async function subscribeOnce(
  context: Context,
  raw: string,
  openid: string,
  visitor: Visitor | null,
): Promise<void> {
  const { district } = context
  const { issue } = await issueOfReceipt(context, raw)
  const before = await findHearing(context, issue.id)
  const own = visitor?.openid === openid ? visitor.openidHash : null
  await context.db.commit(
    district,
    [
      saveHearing({
        district,
        issueId: issue.id,
        channel: 'wechat-once',
        openidHash: own ?? before?.openidHash ?? null,
        openid: context.secrets.seal(openid, openidContext(issue.id)),
        spentAt: null,
        createdAt: before?.createdAt ?? context.clock.now(),
      }),
    ],
    [factOf(context, issue, 'issue.hearing-chosen', { channel: 'wechat-once' })],
  )
}

/**
 * The voter chooses. Inside WeChat the matter is kept with it from then on, so that its owner finds it
 * there; choosing the page alone outside of WeChat keeps nothing.
 */
export async function chooseHearing(
  context: Context,
  channels: Channels,
  raw: string,
  channel: HearingChannel,
  visitor: Visitor | null,
): Promise<HearingView> {
  const { district } = context
  const { issue } = await issueOfReceipt(context, raw)
  const before = await findHearing(context, issue.id)
  // A second click, or another phone that changes nothing.
  if (before?.channel === channel && (visitor === null || channel === 'wechat-once'))
    return await hearingOf(context, channels, raw, visitor)
  const { choices } = await choicesFor(context, channels, issue, visitor)
  if (!choices.includes(channel))
    throw new Failure(deliveryErrors.hearingClosed, {
      fields: [{ path: 'channel', message: deliveryErrors.hearingClosed.title }],
    })
  const write =
    channel === 'page' && visitor === null
      ? deleteHearing({ district, issueId: issue.id })
      : saveHearing({
          district,
          issueId: issue.id,
          channel,
          openidHash: visitor?.openidHash ?? null,
          openid:
            channel === 'wechat' && visitor !== null
              ? context.secrets.seal(visitor.openid, openidContext(issue.id))
              : null,
          spentAt: null,
          createdAt: context.clock.now(),
        })
  await context.db.commit(
    district,
    [write],
    [factOf(context, issue, 'issue.hearing-chosen', { channel })],
  )
  return await hearingOf(context, channels, raw, visitor)
}
