import { holdsApi } from '@mashang/shared/issues/holds.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { restoreOriginal } from './holds.restoring.ts'
import { decideOnHold, listHolds, openOriginal, report, showHold } from './holds.usecases.ts'
import { decideOnHolds, previewHolds } from './holds-many.usecases.ts'

export function holdsRoutes(app: FastifyInstance, context: Context): void {
  route(app, holdsApi.report, ({ params, body, actor }) =>
    report(context, params.id, body, signedIn(actor)),
  )
  route(app, holdsApi.list, ({ query }) => listHolds(context, query))
  route(app, holdsApi.show, ({ params, actor }) => showHold(context, params.id, signedIn(actor)))
  route(app, holdsApi.decide, ({ params, body, actor }) =>
    decideOnHold(context, params.id, body, signedIn(actor)),
  )
  route(app, holdsApi.previewMany, ({ body }) => previewHolds(context, body))
  route(app, holdsApi.decideMany, ({ body, actor }) =>
    decideOnHolds(context, body, signedIn(actor)),
  )
  route(app, holdsApi.restore, ({ params, body, actor }) =>
    restoreOriginal(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, holdsApi.original, ({ params, body, actor }) =>
    openOriginal(context, params.id, body.reason, signedIn(actor)),
  )
}
