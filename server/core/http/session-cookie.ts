import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'

/** `__Host-` needs HTTPS; on plain HTTP (a laptop) browsers would drop such a cookie. */
const secure = (context: Context): boolean => context.config.publicUrl.startsWith('https:')
export const cookieName = (context: Context): string =>
  secure(context) ? '__Host-mashang' : 'mashang'

const MAX_AGE_SECONDS = 30 * 24 * 60 * 60

export const sessionToken = (context: Context, request: FastifyRequest): string | null =>
  request.cookies[cookieName(context)] ?? null

export function setSessionCookie(context: Context, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(context), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: secure(context),
    maxAge: MAX_AGE_SECONDS,
  })
}

/** Names a device on which the second factor is not asked for; only sign-ins look at it. */
const deviceCookie = (context: Context): string => `${cookieName(context)}-device`

export const deviceToken = (context: Context, request: FastifyRequest): string | null =>
  request.cookies[deviceCookie(context)] ?? null

export function setDeviceCookie(context: Context, reply: FastifyReply, token: string): void {
  reply.setCookie(deviceCookie(context), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: secure(context),
    maxAge: MAX_AGE_SECONDS,
  })
}

export function clearSessionCookie(context: Context, reply: FastifyReply): void {
  reply.clearCookie(cookieName(context), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: secure(context),
  })
}
