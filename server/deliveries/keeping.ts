import type { FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import type { Keep } from '../issues/filing.usecases.ts'
import { visitorBehind } from '../wechat/visitor-cookie.ts'
import { saveHearing } from './hearings.store.ts'

const NOTHING: Keep = () => []

/**
 * Whoever is known inside WeChat finds what they file there without its receipt. Only the keyed hash
 * is kept: nothing is sent until the voter chooses that.
 */
export async function keepingFor(context: Context, request: FastifyRequest): Promise<Keep> {
  const visitor = await visitorBehind(context, request)
  if (visitor === null) return NOTHING
  return (issueId, filedAt) => [
    saveHearing({
      district: context.district,
      issueId,
      channel: 'page',
      openidHash: visitor.openidHash,
      openid: null,
      spentAt: null,
      createdAt: filedAt,
    }),
  ]
}
