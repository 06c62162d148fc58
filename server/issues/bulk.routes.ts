import { bulkApi } from '@mashang/shared/issues/bulk.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { previewBulk, runBulk, undoBulk } from './bulk.usecases.ts'

export function bulkRoutes(app: FastifyInstance, context: Context): void {
  route(app, bulkApi.preview, ({ body, actor }) => previewBulk(context, body, signedIn(actor)))
  route(app, bulkApi.run, ({ body, actor }) => runBulk(context, body, signedIn(actor)))
  route(app, bulkApi.undo, ({ body, actor }) => undoBulk(context, body, signedIn(actor)))
}
