import { createHash, randomBytes } from 'node:crypto'
import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { wechatErrors } from '@mashang/shared/wechat/wechat.errors.ts'
import { STATE_LIFE, wayBack } from '@mashang/shared/wechat/wechat.rules.ts'
import { asText, getFrom, NoAnswer } from '../core/channels/vendor-call.ts'
import type { WechatSettings } from '../core/channels/wechat.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { opened } from '../core/secrets.ts'
import { findState, findVisitor, insertState, insertVisitor, useState } from './visitors.store.ts'

/** How long a phone inside WeChat is remembered. [default] */
export const VISITOR_LIFE = 180 * DAY
/** How long WeChat may take to say who somebody is, in milliseconds. */
const PATIENCE = 8_000

/** Somebody inside WeChat. The hash finds what is theirs; the openid itself is needed to send only. */
export interface Visitor {
  openidHash: string
  openid: string
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** Letters and digits only: WeChat brings back nothing else unharmed. */
export const newToken = (): string => randomBytes(24).toString('hex')
export const OPENID = /^[\w-]{10,64}$/
/** The way back may hold a receipt. */
const wayContext = (stateHash: string): string => `wechat way ${stateHash}`
export const visitorContext = (tokenHash: string): string => `wechat visitor ${tokenHash}`

/** The settings, or 404 where the district has no official account. */
export function wechatOf(context: Context): WechatSettings {
  const { wechat } = context.config
  if (wechat === null) throw new Failure(wechatErrors.missing)
  return wechat
}

/** Sends a browser to WeChat, which will say who it is (snsapi_base: without asking anybody). */
export async function setOut(
  context: Context,
  wish: string | undefined,
): Promise<{ location: string; browser: string }> {
  const settings = wechatOf(context)
  const state = newToken()
  const stateHash = sha256(state)
  const browser = newToken()
  await context.db.commit(context.district, [
    insertState({
      district: context.district,
      stateHash,
      browserHash: sha256(browser),
      next: context.secrets.seal(wayBack(wish), wayContext(stateHash)),
      expiresAt: context.clock.now() + STATE_LIFE,
    }),
  ])
  const query = new URLSearchParams({
    appid: settings.appId,
    redirect_uri: `${context.config.publicUrl}/api/wechat/callback`,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
  })
  // The order of parameters and the fragment are WeChat's own rule.
  const location = `${settings.authorize}/connect/oauth2/authorize?${query}#wechat_redirect`
  return { location, browser }
}

/** Comes back from WeChat: the state is used up first, then the code is exchanged. */
export async function comeBack(
  context: Context,
  given: { code: string | undefined; state: string | undefined; browser: string | undefined },
): Promise<{ next: string; token: string }> {
  const settings = wechatOf(context)
  const { district } = context
  const { code, state, browser } = given
  if (!code || !state || !browser) throw new Failure(wechatErrors.stateOver)
  const stateHash = sha256(state)
  try {
    await context.db.commit(district, [
      useState({ district, stateHash, browserHash: sha256(browser), now: context.clock.now() }),
    ])
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(wechatErrors.stateOver)
    throw error
  }
  const row = await findState(context, stateHash)
  const openid = await openidBehind(settings, code)
  const token = newToken()
  const tokenHash = sha256(token)
  await context.db.commit(district, [
    insertVisitor({
      district,
      tokenHash,
      openidHash: context.secrets.hash('openid', openid),
      openid: context.secrets.seal(openid, visitorContext(tokenHash)),
      expiresAt: context.clock.now() + VISITOR_LIFE,
    }),
  ])
  const next = row === null ? null : opened(context, row.next, wayContext(stateHash))
  return { next: wayBack(next ?? undefined), token }
}

async function openidBehind(settings: WechatSettings, code: string): Promise<string> {
  const query = new URLSearchParams({
    appid: settings.appId,
    secret: settings.secret,
    code,
    grant_type: 'authorization_code',
  })
  try {
    const { json } = await getFrom(`${settings.endpoint}/sns/oauth2/access_token?${query}`, {
      signal: AbortSignal.timeout(PATIENCE),
    })
    // 40029, 40163: the code is wrong, or was used before.
    if (json?.errcode === 40029 || json?.errcode === 40163)
      throw new Failure(wechatErrors.stateOver)
    const openid = asText(json?.openid)
    if (openid === null || !OPENID.test(openid)) throw new NoAnswer('no openid')
    return openid
  } catch (error) {
    if (error instanceof NoAnswer) throw new Failure(wechatErrors.noAnswer, { retryAfter: 10 })
    throw error
  }
}

/** Who a phone inside WeChat is; null when it never said, or too long ago. */
export async function visitorOf(
  context: Context,
  token: string | undefined,
): Promise<Visitor | null> {
  if (token === undefined || token.length > 100 || context.config.wechat === null) return null
  const tokenHash = sha256(token)
  const row = await findVisitor(context, tokenHash)
  if (row === null) return null
  return {
    openidHash: row.openidHash,
    openid: context.secrets.unseal(row.openid, visitorContext(tokenHash)),
  }
}
