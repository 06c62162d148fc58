import type { editionsApi } from '@mashang/shared/districts/editions.api.ts'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import type { Editions } from './editions.store.ts'
import { goBack, listEditions, saveEdition, showEdition } from './editions.usecases.ts'

/** The body that the model describes; TypeScript does not see through its generic part. */
interface Saved<C> {
  basedOn: number
  content: C
}

/** The four endpoints of something that is kept in editions. */
export function editionsRoutes<S extends z.ZodType>(
  app: FastifyInstance,
  context: Context,
  api: ReturnType<typeof editionsApi<S, string>>,
  kept: Editions<z.output<S>>,
): void {
  route(app, api.show, ({ query }) => showEdition(context, kept, query.version))
  route(app, api.save, ({ body, actor }) =>
    saveEdition(context, kept, body as Saved<z.output<S>>, signedIn(actor)),
  )
  route(app, api.back, ({ body, actor }) => goBack(context, kept, body, signedIn(actor)))
  route(app, api.versions, () => listEditions(context, kept))
}
