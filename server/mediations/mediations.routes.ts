import { mediationsApi } from '@mashang/shared/mediations/mediations.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { listMediations } from './list.usecases.ts'
import { mediationsFile } from './mediations.export.ts'
import { registerMediation } from './mediations.usecases.ts'
import { showMediation } from './mediations.views.ts'
import { actOnMediation } from './steps.usecases.ts'

export function mediationsRoutes(app: FastifyInstance, context: Context): void {
  route(app, mediationsApi.list, ({ query, actor }) =>
    listMediations(context, query, signedIn(actor)),
  )
  route(app, mediationsApi.export, async ({ query, actor, reply }) => {
    const by = signedIn(actor)
    return await sendTable(context, reply, await mediationsFile(context, query, by), query, by)
  })
  route(app, mediationsApi.open, ({ body, actor }) =>
    registerMediation(context, body, signedIn(actor)),
  )
  route(app, mediationsApi.show, ({ params, actor }) =>
    showMediation(context, params.id, signedIn(actor)),
  )
  route(app, mediationsApi.act, ({ params, body, actor }) =>
    actOnMediation(context, params.id, body, signedIn(actor)),
  )
}
