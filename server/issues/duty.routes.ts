import { dutyApi } from '@mashang/shared/issues/duty.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { dutyCsv, dutyMatters, dutyOf } from './duty.usecases.ts'

export function dutyRoutes(app: FastifyInstance, context: Context): void {
  route(app, dutyApi.sums, ({ query, actor }) => dutyOf(context, query.year, signedIn(actor)))
  route(app, dutyApi.matters, ({ query, actor }) => dutyMatters(context, query, signedIn(actor)))
  route(app, dutyApi.export, async ({ query, actor, reply }) => {
    const csv = await dutyCsv(context, query.year, signedIn(actor))
    asAttachment(reply, `我的履职${query.year ?? ''}.csv`, 'text/csv; charset=utf-8')
    return csv
  })
}
