import type { LightMyRequestResponse } from 'fastify'
import type { TestApp } from '../support/app.ts'
import type { WechatPeer } from '../support/wechat.ts'

export const OPENID = 'oABCDEF1234567890abcdefghijk'

export const cookies = (reply: LightMyRequestResponse): string =>
  reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** Goes to WeChat and back with one browser; returns its cookie afterwards. */
export async function through(
  t: TestApp,
  wechat: WechatPeer,
  next: string,
  openid = OPENID,
): Promise<{ cookie: string; to: string }> {
  const out = await t.voter({ url: `/api/wechat/start?next=${encodeURIComponent(next)}` })
  const back = await t.voter({
    url: wechat.visit(String(out.headers.location), openid),
    headers: { cookie: cookies(out) },
  })
  if (back.statusCode !== 302) throw new Error(`not back from WeChat: ${back.body}`)
  return {
    cookie: back.cookies
      .filter(({ name }) => name === 'wechat')
      .map(({ name, value }) => `${name}=${value}`)
      .join('; '),
    to: String(back.headers.location),
  }
}
