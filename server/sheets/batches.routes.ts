import { Failure } from '@mashang/shared/core/errors.ts'
import { batchesApi } from '@mashang/shared/sheets/batches.api.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { asAttachment, sendStored } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { cancelWork, retryBatch } from './batches.ends.ts'
import { hangingList, partOf, zipOf } from './batches.files.ts'
import { forecast, listBatches, orderBatch, orderOfBatch, showBatch } from './batches.usecases.ts'
import type { Printer } from './print/printer.ts'
import { listSelections, removeSelection, saveSelection } from './selections.usecases.ts'

/** The key that the caller made, if they made one. */
function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key.length < 8 || key.length > 200)
    throw new Failure(batchErrors.keyUnfit)
  return key
}

/** Batches as orders, as work, and as files; saved selections. */
export function batchesRoutes(app: FastifyInstance, context: Context, printer: Printer): void {
  route(app, batchesApi.create, ({ body, request, actor }) =>
    orderBatch(context, printer, keyOf(request), body, signedIn(actor)),
  )
  route(app, batchesApi.forecast, ({ body }) => forecast(context, printer, body))
  route(app, batchesApi.list, ({ query }) => listBatches(context, query))
  route(app, batchesApi.show, ({ params }) => showBatch(context, params.id))
  route(app, batchesApi.order, ({ params }) => orderOfBatch(context, params.id))
  route(app, batchesApi.cancel, ({ params, actor }) =>
    cancelWork(context, params.id, signedIn(actor)),
  )
  route(app, batchesApi.retry, ({ params, actor }) =>
    retryBatch(context, params.id, signedIn(actor)),
  )
  route(app, batchesApi.pdf, async ({ params, query, request, reply }) => {
    const { stored, name, bytes } = await partOf(context, params.id, query.part)
    return await sendStored(context.files, request, reply, {
      stored,
      name,
      type: 'application/pdf',
      size: bytes,
      missing: new Failure(batchErrors.cleaned),
    })
  })
  route(app, batchesApi.zip, async ({ params, reply }) => {
    const zip = await zipOf(context, printer, params.id)
    asAttachment(reply, zip.name, 'application/zip').header('content-length', zip.size)
    return zip.stream
  })
  route(app, batchesApi.hangingList, async ({ params, reply }) => {
    const list = await hangingList(context, printer, params.id)
    asAttachment(reply, list.name, 'application/pdf')
    return list.bytes
  })
  route(app, batchesApi.calibration, async ({ reply }) => {
    const page = await printer.calibration(context.config.publicUrl, 'indoors')
    asAttachment(reply, '打印校准页.pdf', 'application/pdf')
    return page
  })
  route(app, batchesApi.selections, async () => ({ items: await listSelections(context) }))
  route(app, batchesApi.saveSelection, ({ body, actor }) =>
    saveSelection(context, body, signedIn(actor)),
  )
  route(app, batchesApi.removeSelection, ({ params, actor }) =>
    removeSelection(context, params.id, signedIn(actor)),
  )
}
