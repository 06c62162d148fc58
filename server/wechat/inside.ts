import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from '../core/context.ts'

/** A request, as far as it says in what it was opened. */
interface Opened {
  headers: IncomingHttpHeaders
}

/** Whether a page is open inside WeChat. */
export const isInWechat = (request: Opened): boolean =>
  /MicroMessenger/i.test(request.headers['user-agent'] ?? '')

/**
 * Origin of the script by which WeChat lends its abilities to a page; null where the page is open
 * elsewhere, or the district has no official account.
 */
export const wechatScript = (context: Context, request: Opened): string | null =>
  context.config.wechat !== null && isInWechat(request) ? context.config.wechat.script : null
