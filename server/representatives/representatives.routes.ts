import { Failure } from '@mashang/shared/core/errors.ts'
import { representativesApi } from '@mashang/shared/representatives/representatives.api.ts'
import { representativeErrors } from '@mashang/shared/representatives/representatives.errors.ts'
import type { AnswerFacts } from '@mashang/shared/representatives/representatives.model.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { districtNow } from '../districts/districts.store.ts'
import { sendTable } from '../exports/table-export.ts'
import { representativesFile } from './representatives.export.ts'
import { cardOf, portraitFile } from './representatives.store.ts'
import {
  listRepresentatives,
  type RosterExtras,
  representativeOr404,
} from './representatives.usecases.ts'

export function representativesRoutes(
  app: FastifyInstance,
  context: Context,
  extras: RosterExtras,
  factsOf: (id: string) => Promise<AnswerFacts>,
): void {
  route(app, representativesApi.list, ({ query, actor }) =>
    listRepresentatives(context, query, extras, signedIn(actor)),
  )
  route(app, representativesApi.export, async ({ query, actor, reply }) => {
    const file = await representativesFile(context, query, extras, signedIn(actor))
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, representativesApi.exportChosen, async ({ body, actor, reply }) => {
    const { ids, sort } = body
    const file = await representativesFile(context, { ids, sort }, extras, signedIn(actor))
    return await sendTable(context, reply, file, body, signedIn(actor))
  })
  route(app, representativesApi.show, async ({ params }) => {
    const found = await representativeOr404(context, params.id)
    const district = await districtNow(context)
    return {
      representative: await cardOf(context, found, district),
      facts: await factsOf(found.id),
    }
  })
  route(app, representativesApi.photo, async ({ params, query, reply }) => {
    const found = await representativeOr404(context, params.id)
    const file =
      found.photo === null ? null : await context.files.read(portraitFile(found.id, found.photo))
    if (file === null) throw new Failure(representativeErrors.notFound)
    reply
      .type('image/jpeg')
      .header(
        'cache-control',
        // Only an address that names this very picture never shows another one.
        query.v === found.photo ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      )
      .header('content-length', file.size)
    return file.stream
  })
}
