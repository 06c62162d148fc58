import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { type Destination, type Driver, declined, taken } from '../core/channels/channel.ts'
import { mailDriver } from '../core/channels/mail.ts'
import { dingtalkDriver, wecomDriver } from '../core/channels/robots.ts'
import type { Sms } from '../core/channels/sms.ts'
import { type SteadyChannel, steady } from '../core/channels/steady.ts'
import { webhookDriver } from '../core/channels/webhook.ts'
import { wechatDriver, wechatOnceDriver } from '../core/channels/wechat.ts'
import type { Context } from '../core/context.ts'
import { accessTokenOf } from '../wechat/tokens.usecases.ts'

/** Every channel that is set up; null: it is not. */
export type Channels = Record<DeliveryChannel, SteadyChannel | null>

/** The message service that sends codes sends reminders too, where a template was approved for them. */
const smsDriver =
  (sms: Sms): Driver<Extract<Destination, { channel: 'sms' }>> =>
  async (message) => {
    const { number, step, time } = message.params
    const outcome = await sms.send({
      to: message.to.phone,
      template: 'reminder',
      params: { number, step, time },
    })
    if (outcome.accepted) return taken(outcome.vendorId)
    const reason = outcome.reason === 'number' ? 'address' : outcome.reason
    return declined(reason, outcome.again, outcome.vendorCode)
  }

export const canRemindBySms = (context: Context): boolean =>
  context.sms?.templates.includes('reminder') === true

/** The channels that the settings describe, each with endurance of its own. */
export function openChannels(context: Context): Channels {
  const { config, clock, sms } = context
  const { mail, wechat } = config
  return {
    mail: mail === null ? null : steady(mailDriver(mail), clock),
    sms:
      sms !== null && canRemindBySms(context)
        ? steady(smsDriver(sms), clock, { timeout: 15_000, failures: 3, rest: 30_000 })
        : null,
    wechat:
      wechat === null || wechat.template === null
        ? null
        : steady(wechatDriver(wechat, accessTokenOf(context, wechat)), clock),
    'wechat-once':
      wechat === null || wechat.onceTemplate === null
        ? null
        : steady(wechatOnceDriver(wechat, accessTokenOf(context, wechat)), clock),
    wecom: steady(wecomDriver(config.robotOrigins), clock),
    dingtalk: steady(dingtalkDriver(config.robotOrigins, clock), clock),
    webhook: steady(webhookDriver(config.webhookOrigins, clock), clock),
  }
}
