import { createHash, randomBytes } from 'node:crypto'
import type { WechatSettings } from '@mashang/server/core/channels/wechat.ts'
import { type HttpPeer, startHttpPeer, type Taken } from './peers.ts'

const APP_ID = 'wx0123456789abcdef'
const ONCE_TEMPLATE = 'uSNxFZTqlbP4sSAXsNFLVmGxcEBCkXkM7qCqXWXyKzA'
const SECRET = '0123456789abcdef0123456789abcdef'

/** What values of each kind may look like, by “参数值内容限制说明”. */
const FORMS: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日 )?([01]\d|2[0-3]):[0-5]\d$/,
  character_string: /^[\x20-\x7e]{1,32}$/,
}

/** WeChat on this machine, by the published rules of its official accounts. */
export interface WechatPeer extends HttpPeer {
  settings: WechatSettings
  /** Follows the way to WeChat as a phone inside it does: where it is sent back to. */
  visit(location: string, openid: string): string
  /** Messages that were taken. */
  messages: {
    touser: string
    url?: string
    client_msg_id: string
    data: Record<string, { value: string }>
  }[]
  /** Messages that people had agreed to, one each. */
  once: { touser: string; url?: string; title: string; data: { content: { value: string } } }[]
  /** Goes where WeChat asks for leave to send one message, and says yes or no. */
  agree(location: string, openid: string, action?: 'confirm' | 'cancel'): string
  /** Tokens that were given out, tickets too. */
  given: { tokens: number; tickets: number }
  /** From now on nobody knows the tokens given out so far. */
  forgetTokens(): void
  /** Whether a signature is one for this page. */
  isSigned(page: string, given: { timestamp: number; nonceStr: string; signature: string }): boolean
}

export async function startWechat(): Promise<WechatPeer> {
  const codes = new Map<string, string>()
  const messages: WechatPeer['messages'] = []
  const once: WechatPeer['once'] = []
  /** Who agreed to how many messages. */
  const leave = new Map<string, number>()
  const given = { tokens: 0, tickets: 0 }
  const live = new Set<string>()
  let token = ''
  const ticket = randomBytes(16).toString('hex')
  const newToken = (): string => {
    given.tokens += 1
    token = `token-${given.tokens}-${randomBytes(8).toString('hex')}`
    live.add(token)
    return token
  }

  function stableToken({ json }: Taken): object {
    if (json.appid !== APP_ID) return { errcode: 40013, errmsg: 'invalid appid' }
    if (json.secret !== SECRET) return { errcode: 40001, errmsg: 'invalid secret' }
    if (json.grant_type !== 'client_credential') return { errcode: 40002, errmsg: 'invalid grant' }
    // Without force the same token is given again as long as it is good.
    const access_token = live.has(token) && json.force_refresh !== true ? token : newToken()
    return { access_token, expires_in: 7200 }
  }

  function exchange(query: URLSearchParams): object {
    if (query.get('appid') !== APP_ID || query.get('secret') !== SECRET)
      return { errcode: 40125, errmsg: 'invalid appsecret' }
    const code = query.get('code') ?? ''
    const openid = codes.get(code)
    codes.delete(code)
    return openid === undefined
      ? { errcode: 40163, errmsg: 'code been used' }
      : { access_token: 'user', expires_in: 7200, openid, scope: 'snsapi_base' }
  }

  function send(json: Record<string, unknown>): object {
    const message = json as WechatPeer['messages'][number]
    for (const [name, { value }] of Object.entries(message.data))
      if (!FORMS[name.replace(/\d+$/, '')]?.test(value))
        return { errcode: 47003, errmsg: `argument invalid! data.${name}.value` }
    const twin = messages.some((one) => one.client_msg_id === message.client_msg_id)
    if (twin) return { errcode: 40258, errmsg: 'repeated client_msg_id' }
    messages.push(message)
    return { errcode: 0, errmsg: 'ok', msgid: 200163836 + messages.length }
  }

  function sendOnce(json: Record<string, unknown>): object {
    const message = json as WechatPeer['once'][number] & { template_id: string; scene: string }
    if (message.template_id !== ONCE_TEMPLATE) return { errcode: 40037, errmsg: 'invalid template' }
    if (!/^\d{1,5}$/.test(message.scene) || Number(message.scene) > 10_000)
      return { errcode: 47003, errmsg: 'invalid scene' }
    if ([...message.title].length > 15 || [...message.data.content.value].length > 200)
      return { errcode: 47003, errmsg: 'argument invalid' }
    const left = leave.get(message.touser) ?? 0
    if (left === 0) return { errcode: 43101, errmsg: 'user refuse to accept the msg' }
    leave.set(message.touser, left - 1)
    once.push(message)
    return { errcode: 0, errmsg: 'ok' }
  }

  const peer = await startHttpPeer((call) => {
    const url = new URL(call.path, 'http://wechat')
    if (url.pathname === '/cgi-bin/stable_token') return stableToken(call)
    if (url.pathname === '/sns/oauth2/access_token') return exchange(url.searchParams)
    if (!live.has(url.searchParams.get('access_token') ?? ''))
      return { errcode: 40001, errmsg: 'invalid credential' }
    if (url.pathname === '/cgi-bin/ticket/getticket') {
      given.tickets += 1
      return { errcode: 0, errmsg: 'ok', ticket, expires_in: 7200 }
    }
    if (url.pathname === '/cgi-bin/message/template/send') return send(call.json)
    if (url.pathname === '/cgi-bin/message/template/subscribe') return sendOnce(call.json)
    return { errcode: 40066, errmsg: 'invalid url' }
  })

  const reset = (): void => {
    peer.reset()
    messages.length = 0
    once.length = 0
    leave.clear()
    Object.assign(given, { tokens: 0, tickets: 0 })
    live.clear()
  }
  // Its getters stay alive, which copying into another object would end.
  return Object.assign(Object.create(peer) as HttpPeer, {
    reset,
    settings: {
      appId: APP_ID,
      secret: SECRET,
      template: 'ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY',
      onceTemplate: ONCE_TEMPLATE,
      domainProof: 'Zm9vYmFyQmF6MTIz',
      endpoint: peer.origin,
      authorize: 'https://open.weixin.qq.com',
      confirm: 'https://mp.weixin.qq.com',
      script: peer.origin,
    },
    messages,
    once,
    given,
    forgetTokens: () => live.clear(),
    visit(location: string, openid: string): string {
      const url = new URL(location)
      const query = url.searchParams
      if (url.origin + url.pathname !== 'https://open.weixin.qq.com/connect/oauth2/authorize')
        throw new Error(`not the way to WeChat: ${location}`)
      const order = [...query.keys()].join(' ')
      if (
        order !== 'appid redirect_uri response_type scope state' ||
        url.hash !== '#wechat_redirect'
      )
        throw new Error(`WeChat does not understand ${location}`)
      if (query.get('scope') !== 'snsapi_base' || query.get('appid') !== APP_ID)
        throw new Error('wrong scope or app')
      const code = randomBytes(16).toString('hex')
      codes.set(code, openid)
      const back = new URL(query.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', query.get('state') ?? '')
      return back.pathname + back.search
    },
    agree(location: string, openid: string, action: 'confirm' | 'cancel' = 'confirm'): string {
      const url = new URL(location)
      const query = url.searchParams
      if (url.origin + url.pathname !== 'https://mp.weixin.qq.com/mp/subscribemsg')
        throw new Error(`not where WeChat asks: ${location}`)
      if (query.get('action') !== 'get_confirm' || query.get('appid') !== APP_ID)
        throw new Error('wrong action or app')
      const reserved = query.get('reserved') ?? ''
      if (!/^[A-Za-z\d]{1,128}$/.test(reserved) || url.hash !== '#wechat_redirect')
        throw new Error(`WeChat does not understand ${location}`)
      if (action === 'confirm') leave.set(openid, (leave.get(openid) ?? 0) + 1)
      const back = new URL(query.get('redirect_url') ?? '')
      back.searchParams.set('openid', openid)
      back.searchParams.set('template_id', query.get('template_id') ?? '')
      back.searchParams.set('action', action)
      back.searchParams.set('scene', query.get('scene') ?? '')
      back.searchParams.set('reserved', reserved)
      return back.pathname + back.search
    },
    isSigned: (
      page: string,
      {
        timestamp,
        nonceStr,
        signature,
      }: { timestamp: number; nonceStr: string; signature: string },
    ) =>
      createHash('sha1')
        .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`)
        .digest('hex') === signature,
  })
}
