import { batchesApi } from '@mashang/shared/sheets/batches.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { newestOnly, previewOf } from './previews.ts'
import type { Printer } from './print/printer.ts'
import {
  createTemplate,
  listTemplates,
  removeTemplate,
  saveTemplate,
  useTemplate,
} from './templates.usecases.ts'

/** Templates, and how a sheet looks with one, saved or not. */
export function templatesRoutes(app: FastifyInstance, context: Context, printer: Printer): void {
  const newest = newestOnly()
  route(app, batchesApi.preview, async ({ body, actor, reply }) => {
    const png = await newest(signedIn(actor).accountId, () => previewOf(context, printer, body))
    reply.type('image/png').header('cache-control', 'no-store')
    return png
  })
  route(app, batchesApi.templates, async () => ({ items: await listTemplates(context) }))
  route(app, batchesApi.createTemplate, ({ body, actor }) =>
    createTemplate(context, printer, body, signedIn(actor)),
  )
  route(app, batchesApi.saveTemplate, ({ params, body, actor }) =>
    saveTemplate(context, printer, params.id, body, signedIn(actor)),
  )
  route(app, batchesApi.removeTemplate, ({ params, actor }) =>
    removeTemplate(context, params.id, signedIn(actor)),
  )
  route(app, batchesApi.useTemplate, ({ params, actor }) =>
    useTemplate(context, params.id, signedIn(actor)),
  )
}
