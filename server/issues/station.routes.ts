import { stationApi } from '@mashang/shared/issues/station.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { awayNow } from '../leaves/leaves.usecases.ts'
import { consentNow } from './consent.views.ts'
import { filingKeyOf } from './filing.usecases.ts'
import { assist, remind, stationWork } from './station.usecases.ts'

export function stationRoutes(app: FastifyInstance, context: Context): void {
  route(app, stationApi.work, ({ query, actor }) =>
    stationWork(context, signedIn(actor), query.station),
  )
  route(app, stationApi.consent, async ({ query: { representative } }) => ({
    ...(await consentNow(context)),
    away:
      representative === undefined
        ? null
        : ((await awayNow(context, representative))?.words ?? null),
  }))
  route(app, stationApi.assist, ({ body, request, actor }) =>
    assist(context, filingKeyOf(request.headers['idempotency-key']), body, signedIn(actor)),
  )
  route(app, stationApi.remind, ({ params, actor }) => remind(context, params.id, signedIn(actor)))
}
