import type { Config } from '@mashang/server/config.ts'
import { type HttpPeer, type MailPeer, startHttpPeer, startMailPeer } from '../support/peers.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'
import { settings } from './world.ts'

/** Everybody outside whom the system tells something, on this machine. */
export interface Outside {
  config: Partial<Config>
  sms: SmsVendor
  mail: MailPeer
  wechat: WechatPeer
  robots: HttpPeer
  hooks: HttpPeer
  close(): Promise<void>
}

export async function startOutside(): Promise<Outside> {
  const [sms, mail, wechat, robots, hooks] = await Promise.all([
    startSmsVendor(),
    startMailPeer(),
    startWechat(),
    startHttpPeer(),
    startHttpPeer(),
  ])
  return {
    config: {
      ...settings,
      sms: sms.settings('aliyun'),
      mail: { url: mail.url, from: { name: '码上代表', address: 'tx@rd.example' } },
      wechat: wechat.settings,
      robotOrigins: [robots.origin],
      webhookOrigins: [...settings.webhookOrigins, hooks.origin],
    },
    ...{ sms, mail, wechat, robots, hooks },
    async close() {
      await Promise.all([sms, mail, wechat, robots, hooks].map((one) => one.close()))
    },
  }
}
