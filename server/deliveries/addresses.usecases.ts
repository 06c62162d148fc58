import { createHash, randomBytes } from 'node:crypto'
import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { deliveryErrors } from '@mashang/shared/deliveries/deliveries.errors.ts'
import type { PreferencesView } from '@mashang/shared/deliveries/deliveries.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Visitor } from '../wechat/sign-in.usecases.ts'
import type { Channels } from './channels.ts'
import { addressContext } from './people.ts'
import {
  addressesOf,
  deleteAddress,
  proveAddress,
  saveAddress,
  wantAddress,
} from './preferences.store.ts'
import { keepOwn, ownFact, preferencesFor } from './preferences.usecases.ts'

/** How long the link in a confirming mail works. [default] */
const TOKEN_LIFE = DAY

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Sends a link to a new mailbox. It serves only once the link was followed; the one before serves
 * until then.
 */
export async function wantMail(
  context: Context,
  channels: Channels,
  actor: Actor,
  address: string,
): Promise<PreferencesView> {
  if (channels.mail === null) throw new Failure(deliveryErrors.mailMissing)
  const { accountId } = actor
  const token = randomBytes(24).toString('base64url')
  const now = context.clock.now()
  await keepOwn(
    context,
    wantAddress({
      district: context.district,
      accountId,
      channel: 'mail',
      wanted: context.secrets.seal(address, addressContext(accountId, 'mail')),
      tokenHash: sha256(token),
      tokenUntil: now + TOKEN_LIFE,
      updatedAt: now,
    }),
    ownFact(context, 'account.mail-wanted', accountId),
  )
  const outcome = await channels.mail.send({
    id: newId(),
    to: { channel: 'mail', address },
    title: '请确认这是您的邮箱',
    lines: [
      '有人在“码上代表”里填了这个邮箱，用来收提醒。',
      '如果是您，请在 24 小时内打开下面的链接，再按“确认”。',
      '如果不是您，不用管它，什么都不会发生。',
    ],
    link: `${context.config.publicUrl}/mail-confirmation?t=${accountId}.${token}`,
    params: { number: '', step: '', time: '', moment: '' },
    unsubscribe: null,
    event: {},
  })
  if (!outcome.accepted)
    throw new Failure(deliveryErrors.mailNotTaken, {
      fields: [{ path: 'address', message: deliveryErrors.mailNotTaken.title }],
    })
  return await preferencesFor(context, channels, actor)
}

/** The link was followed by whoever reads the mailbox. Once only. */
export async function confirmMail(context: Context, given: string): Promise<void> {
  const { district } = context
  const [accountId = '', token = ''] = given.split('.')
  const row = (await addressesOf(context, [accountId])).find(({ channel }) => channel === 'mail')
  const now = context.clock.now()
  const tokenHash = sha256(token)
  if (!row?.wanted || row.tokenHash !== tokenHash || (row.tokenUntil ?? 0) <= now)
    throw new Failure(deliveryErrors.tokenOver)
  try {
    await keepOwn(
      context,
      proveAddress({
        district,
        accountId,
        channel: 'mail',
        address: row.wanted,
        tokenHash,
        updatedAt: now,
      }),
      ownFact(context, 'account.mail-confirmed', accountId),
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(deliveryErrors.tokenOver)
    throw error
  }
}

export async function dropAddress(
  context: Context,
  channels: Channels,
  actor: Actor,
  channel: 'mail' | 'wechat',
): Promise<PreferencesView> {
  const { accountId } = actor
  await keepOwn(
    context,
    deleteAddress({ district: context.district, accountId, channel }),
    ownFact(context, `account.${channel}-dropped`, accountId),
  )
  return await preferencesFor(context, channels, actor)
}

/** The phone in hand is inside WeChat, which has said who it is: its owner is told there from now on. */
export async function bindWechat(
  context: Context,
  channels: Channels,
  actor: Actor,
  visitor: Visitor | null,
): Promise<PreferencesView> {
  if (channels.wechat === null) throw new Failure(deliveryErrors.wechatMissing)
  if (visitor === null) throw new Failure(deliveryErrors.wechatUnknown)
  const { accountId } = actor
  await keepOwn(
    context,
    saveAddress({
      district: context.district,
      accountId,
      channel: 'wechat',
      address: context.secrets.seal(visitor.openid, addressContext(accountId, 'wechat')),
      updatedAt: context.clock.now(),
    }),
    ownFact(context, 'account.wechat-bound', accountId),
  )
  return await preferencesFor(context, channels, actor)
}
