import { createHmac } from 'node:crypto'
import type { Clock } from '@mashang/shared/core/clock.ts'
import { type Destination, type Driver, declined, type Message, taken } from './channel.ts'
import { postOutside } from './outbound-call.ts'

/** Where robots of the two vendors live; others only where the operator named them. */
const HOMES = {
  wecom: { origin: 'https://qyapi.weixin.qq.com', path: '/cgi-bin/webhook/send', key: 'key' },
  dingtalk: { origin: 'https://oapi.dingtalk.com', path: '/robot/send', key: 'access_token' },
} as const

/**
 * Whether an address may be a robot's: https at the vendor, or an origin that the operator named.
 * @param named origins of `MASHANG_ROBOT_ORIGINS`
 */
export function isRobotAddress(
  vendor: keyof typeof HOMES,
  address: string,
  named: readonly string[],
): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.username !== '' || url.password !== '') return false
  const home = HOMES[vendor]
  if (url.pathname !== home.path || !url.searchParams.get(home.key)) return false
  return url.origin === home.origin || named.includes(url.origin)
}

/** The link stands in the text: both show it as one, and a robot asks for no approved card. */
const words = (message: Message): string =>
  [message.title, ...message.lines, ...(message.link === null ? [] : [message.link])].join('\n')

const call = async (url: string, origins: readonly string[], body: object, signal: AbortSignal) =>
  await postOutside(url, origins, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal,
  })

type WecomTo = Extract<Destination, { channel: 'wecom' }>

/** 企业微信群机器人: 20 messages a minute; errcode 0 is taken. */
export const wecomDriver =
  (named: readonly string[]): Driver<WecomTo> =>
  async (message, signal) => {
    const { status, json } = await call(
      message.to.url,
      [HOMES.wecom.origin, ...named],
      { msgtype: 'text', text: { content: words(message) } },
      signal,
    )
    const code = json?.errcode
    if (status === 200 && code === 0) return taken()
    if (typeof code !== 'number' || status >= 500 || code === -1)
      return declined('unreachable', 'soon', status)
    if (code === 45009 || code === 45033) return declined('limited', 'later', code)
    // 93000: no such key; 93008, 93017: not in the group any more, or switched off.
    if (code === 93000 || code === 93008 || code === 93017)
      return declined('address', 'never', code)
    return declined('refused', 'never', code)
  }

type DingtalkTo = Extract<Destination, { channel: 'dingtalk' }>

/** 加签: base64 of HMAC-SHA256 over "timestamp\nsecret", with the secret as its key. */
export const signDingtalk = (secret: string, at: number): string =>
  createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64')

/** 钉钉群机器人; with a secret each call is signed. */
export const dingtalkDriver =
  (named: readonly string[], clock: Clock): Driver<DingtalkTo> =>
  async (message, signal) => {
    const url = new URL(message.to.url)
    if (message.to.secret !== null) {
      const at = clock.now()
      url.searchParams.set('timestamp', String(at))
      url.searchParams.set('sign', signDingtalk(message.to.secret, at))
    }
    const { status, json } = await call(
      url.href,
      [HOMES.dingtalk.origin, ...named],
      { msgtype: 'text', text: { content: words(message) }, msgUuid: message.id },
      signal,
    )
    const code = json?.errcode
    if (status === 200 && code === 0) return taken()
    if (typeof code !== 'number' || status >= 500 || code === -1)
      return declined('unreachable', 'soon', status)
    if (code === 410100 || code === 130101) return declined('limited', 'later', code)
    // 310000: signature, keyword or address list does not fit.
    if (code === 310000) return declined('account', 'never', code)
    if (code === 300001 || code === 300005 || code === 400013)
      return declined('address', 'never', code)
    return declined('refused', 'never', code)
  }
