import { STATE_LIFE } from '@mashang/shared/wechat/wechat.rules.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import { VISITOR_LIFE, type Visitor, visitorOf } from './sign-in.usecases.ts'

const VISITOR = 'wechat'
const BROWSER = 'wechat-way'

const options = (context: Context, path: string, life: number) =>
  ({
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: context.config.publicUrl.startsWith('https:'),
    maxAge: life / 1_000,
  }) as const

/** Who a request comes from, where its phone was inside WeChat before. */
export const visitorBehind = (context: Context, request: FastifyRequest): Promise<Visitor | null> =>
  visitorOf(context, request.cookies[VISITOR])

export const keepVisitor = (context: Context, reply: FastifyReply, token: string): void => {
  reply.setCookie(VISITOR, token, options(context, '/', VISITOR_LIFE))
}

/** Ties the way to WeChat and back to this browser. */
export const keepBrowser = (context: Context, reply: FastifyReply, browser: string): void => {
  reply.setCookie(BROWSER, browser, options(context, '/api/wechat', STATE_LIFE))
}

export const browserBehind = (request: FastifyRequest): string | undefined =>
  request.cookies[BROWSER]

export const forgetBrowser = (context: Context, reply: FastifyReply): void => {
  reply.clearCookie(BROWSER, options(context, '/api/wechat', 0))
}
