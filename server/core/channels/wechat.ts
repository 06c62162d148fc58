import { shorten } from '@mashang/shared/core/text.ts'
import { type Destination, type Driver, declined, type Outcome, taken } from './channel.ts'
import { NoAnswer, postTo, type VendorAnswer } from './vendor-call.ts'

/** What the operator set (`MASHANG_WECHAT_*`). */
export interface WechatSettings {
  appId: string
  secret: string
  /** Id of the approved template message; null: nothing is sent by WeChat. */
  template: string | null
  /** Id of the template that people agree to one message of; null: nobody is asked. */
  onceTemplate: string | null
  /** What WeChat asks to find at `/MP_verify_<this>.txt` before it trusts the domain; null: no longer asked. */
  domainProof: string | null
  /** Origin of the API. */
  endpoint: string
  /** Origin of the page that asks who somebody is. */
  authorize: string
  /** Origin of the page that asks for leave to send one message. */
  confirm: string
  /** Origin of the script that lends pages a phone's position and scanner. */
  script: string
}

type To = Extract<Destination, { channel: 'wechat' }>
type ToOnce = Extract<Destination, { channel: 'wechat-once' }>

/** Gives out the access token; `refused` is one that the peer no longer knows. */
export type AccessToken = (signal: AbortSignal, refused?: string) => Promise<string>

/** Which of our occasions somebody agrees to be told of; one number out of 0 to 10000. */
export const ONCE_SCENE = 24

/** A value of kind `thing` may have so many characters (订阅与模板消息“参数值内容限制说明”). */
const THING = 20

/** The peer's words for a token that it does not know (any more). */
const STALE = new Set([40001, 40014, 42001])

/** 公众号模板消息 (message/template/send). The template has thing1 (number), thing2 (step), time3. */
export const wechatDriver =
  (settings: WechatSettings, token: AccessToken): Driver<To> =>
  (message, signal) =>
    postWith(settings, token, 'template/send', signal, {
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

/** A title of a 一次性订阅消息 may have so many characters. */
const ONCE_TITLE = 15

/**
 * 一次性订阅消息 (message/template/subscribe): one message for one leave that was given. WeChat takes
 * a second one from nobody, so that a repetition does no harm.
 */
export const wechatOnceDriver =
  (settings: WechatSettings, token: AccessToken): Driver<ToOnce> =>
  (message, signal) =>
    postWith(settings, token, 'template/subscribe', signal, {
      touser: message.to.openid,
      template_id: settings.onceTemplate,
      ...(message.link === null ? {} : { url: message.link }),
      scene: String(ONCE_SCENE),
      title: shorten(message.params.step, ONCE_TITLE),
      data: {
        content: { value: `${message.params.number}：${message.params.step}，点开看。` },
      },
    })

/** Sends with the access token; where the peer no longer knows that, once more with a new one. */
async function postWith(
  settings: WechatSettings,
  token: AccessToken,
  what: 'template/send' | 'template/subscribe',
  signal: AbortSignal,
  message: object,
): Promise<Outcome> {
  const body = JSON.stringify(message)
  const attempt = (access: string): Promise<VendorAnswer> =>
    postTo(
      `${settings.endpoint}/cgi-bin/message/${what}?access_token=${encodeURIComponent(access)}`,
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
