import { receptionsApi } from '@mashang/shared/receptions/receptions.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { addDuties, listDuties, removeDuty, swapDuties } from './receptions.usecases.ts'

export function receptionsRoutes(app: FastifyInstance, context: Context): void {
  route(app, receptionsApi.list, ({ params, actor }) =>
    listDuties(context, params.id, signedIn(actor)),
  )
  route(app, receptionsApi.add, ({ params, body, actor }) =>
    addDuties(context, params.id, body, signedIn(actor)),
  )
  route(app, receptionsApi.swap, ({ params, body, actor }) =>
    swapDuties(context, params.id, body, signedIn(actor)),
  )
  route(app, receptionsApi.remove, ({ params, actor }) =>
    removeDuty(context, params.id, signedIn(actor)),
  )
}
