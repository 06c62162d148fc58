import { shorten } from '@mashang/shared/core/text.ts'
import { type Destination, type Driver, declined, type Outcome, taken } from './channel.ts'
import { NoAnswer, postTo, type VendorAnswer } from './vendor-call.ts'

/** What the operator set (`MASHANG_WECHAT_*`). */
export interface WechatSettings {
  appId: string
  secret: string
  /** Id of the approved template message; null: nothing is sent by WeChat. */
  template: string | null
  /** What WeChat asks to find at `/MP_verify_<this>.txt` before it trusts the domain; null: no longer asked. */
  domainProof: string | null
  /** Origin of the API. */
  endpoint: string
  /** Origin of the page that asks who somebody is. */
  authorize: string
}

type To = Extract<Destination, { channel: 'wechat' }>

/** Gives out the access token; `refused` is one that the peer no longer knows. */
export type AccessToken = (signal: AbortSignal, refused?: string) => Promise<string>

/** A value of kind `thing` may have so many characters (订阅与模板消息“参数值内容限制说明”). */
const THING = 20

/** The peer's words for a token that it does not know (any more). */
const STALE = new Set([40001, 40014, 42001])

/** 公众号模板消息 (message/template/send). The template has thing1 (number), thing2 (step), time3. */
export const wechatDriver =
  (settings: WechatSettings, token: AccessToken): Driver<To> =>
  async (message, signal) => {
    const body = JSON.stringify({
      touser: message.to.openid,
      template_id: settings.template,
      ...(message.link === null ? {} : { url: message.link }),
      // Repeated within a while, the same id is taken once.
      client_msg_id: message.id.replaceAll('-', ''),
      data: {
        thing1: { value: shorten(message.params.number, THING) },
        thing2: { value: shorten(message.params.step, THING) },
        time3: { value: message.params.moment },
      },
    })
    const attempt = (access: string): Promise<VendorAnswer> =>
      postTo(
        `${settings.endpoint}/cgi-bin/message/template/send?access_token=${encodeURIComponent(access)}`,
        { headers: { 'content-type': 'application/json; charset=utf-8' }, body, signal },
      )
    const access = await token(signal)
    const first = await attempt(access)
    if (!STALE.has(first.json?.errcode as number)) return outcomeOf(first)
    return outcomeOf(await attempt(await token(signal, access)))
  }

function outcomeOf({ status, json }: VendorAnswer): Outcome {
  const code = json?.errcode
  if (status !== 200 || typeof code !== 'number' || code === -1)
    throw new NoAnswer('the vendor said nothing')
  // 40258: taken before under the same id.
  if (code === 0 || code === 40258) return taken(json?.msgid === undefined ? null : `${json.msgid}`)
  if (code === 43004 || code === 40003 || code === 43101) return declined('address', 'never', code)
  if (code === 45009 || code === 45011) return declined('limited', 'later', code)
  if (STALE.has(code)) return declined('account', 'later', code)
  return declined('account', 'never', code)
}
