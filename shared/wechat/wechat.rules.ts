import { MINUTE } from '../core/clock.ts'

/** How long somebody may be on the way to WeChat and back. [default] */
export const STATE_LIFE = 10 * MINUTE

/** Pages that somebody may be sent back to; everything else, and every other host, is refused. */
const WAYS_BACK = [
  /^\/$/,
  /^\/wechat\/issues$/,
  /^\/q\/[\dA-Z]{4,20}$/i,
  /^\/r\/[\dA-Z-]{8,60}(\/hearing)?$/i,
  /^\/me\/(reminders|wechat|sign-in)$/,
  /^\/office\/settings\/reminders$/,
]

/** Where to go after WeChat told who somebody is; the list of one's matters when the wish is not ours. */
export const wayBack = (wish: string | undefined): string =>
  wish !== undefined && WAYS_BACK.some((way) => way.test(wish)) ? wish : '/wechat/issues'

/**
 * The address that WeChat's script must be configured for: without its fragment; null for a page that
 * is not of this origin.
 */
export function signable(address: string, origin: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.origin !== origin || url.username !== '' || url.password !== '') return null
  // The script compares with the address as the browser has it, so nothing else is changed.
  return address.split('#', 1)[0] ?? null
}
