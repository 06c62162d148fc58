import { createHash, randomBytes } from 'node:crypto'
import { HOUR, toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { wechatErrors } from '@mashang/shared/wechat/wechat.errors.ts'
import { signable } from '@mashang/shared/wechat/wechat.rules.ts'
import { NoAnswer } from '../core/channels/vendor-call.ts'
import type { Context } from '../core/context.ts'
import { wechatOf } from './sign-in.usecases.ts'
import { ticketOf } from './tokens.usecases.ts'

const PATIENCE = 8_000

/** JS-SDK: SHA-1 over the four values in the order of their names (公众平台“JS-SDK 使用权限签名算法”). */
export const signPage = (ticket: string, nonce: string, at: number, url: string): string =>
  createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${at}&url=${url}`)
    .digest('hex')

/** Signs a page of our own, so that WeChat lends it position, photos and scanning. */
export async function signatureFor(context: Context, address: string) {
  const settings = wechatOf(context)
  const url = signable(address, context.config.publicUrl)
  if (url === null) throw new Failure(wechatErrors.foreignPage)
  try {
    const ticket = await ticketOf(context, settings, AbortSignal.timeout(PATIENCE))
    const now = context.clock.now()
    const timestamp = Math.floor(now / 1_000)
    const nonceStr = randomBytes(12).toString('hex')
    return {
      appId: settings.appId,
      timestamp,
      nonceStr,
      signature: signPage(ticket, nonceStr, timestamp, url),
      expiresAt: toIso(now + HOUR),
    }
  } catch (error) {
    if (error instanceof NoAnswer) throw new Failure(wechatErrors.noAnswer, { retryAfter: 10 })
    throw error
  }
}
