import { SECOND } from '@mashang/shared/core/clock.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import { randomChunk } from '../core/random.ts'
import { goodLink, hashOfToken, type LinkHolder } from './link-holders.ts'

/** One for each link, so that each ends with its own. */
const cookieOf = (context: Context, token: string): string =>
  `link-${hashOfToken(context, token).slice(0, 16)}`

const MARK = /^[\w-]{32}$/

const options = (context: Context) =>
  ({
    path: '/api/suggestion-links',
    httpOnly: true,
    sameSite: 'strict',
    secure: context.config.publicUrl.startsWith('https:'),
  }) as const

/** Whoever comes by a link, with the mark that their browser has for it. */
export function holderOf(context: Context, request: FastifyRequest, token: string): LinkHolder {
  const mark = request.cookies[cookieOf(context, token)] ?? ''
  return { token, mark: MARK.test(mark) ? mark : null }
}

/**
 * The same where a link is opened, which is before everything else: a browser without a mark gets
 * one. It binds nothing yet. So an act is sent with a mark that the browser has already, and no
 * answer that is lost on the way can leave a link to a device that does not know it. A cookie,
 * because some phones drop what a page itself keeps after a week, and a page's script cannot read it.
 */
export async function markedHolder(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<LinkHolder> {
  const holder = holderOf(context, request, token)
  if (holder.mark !== null) return holder
  const link = await goodLink(context, token)
  if (link === null) return holder
  const mark = randomChunk(24).toString('base64url')
  const maxAge = Math.ceil((link.expiresAt - context.clock.now()) / SECOND)
  reply.setCookie(cookieOf(context, token), mark, { ...options(context), maxAge })
  return { token, mark }
}

/** The link is used: its mark is good for nothing more. */
export const forgetMark = (context: Context, reply: FastifyReply, token: string): void => {
  reply.clearCookie(cookieOf(context, token), options(context))
}
