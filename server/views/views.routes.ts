import { viewsApi } from '@mashang/shared/views/views.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { keepView, listViews, removeView } from './views.usecases.ts'

export function viewsRoutes(app: FastifyInstance, context: Context): void {
  route(app, viewsApi.list, async ({ query, actor }) => ({
    items: await listViews(context, query.table, signedIn(actor)),
  }))
  route(app, viewsApi.save, ({ body, actor }) => keepView(context, body, signedIn(actor)))
  route(app, viewsApi.remove, ({ params, actor }) =>
    removeView(context, params.id, signedIn(actor)),
  )
}
