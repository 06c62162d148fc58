import { contactExportsApi } from '@mashang/shared/issues/contact-exports.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import {
  askForContacts,
  decideContactExport,
  downloadContacts,
  withdrawContactExport,
} from './contact-exports.usecases.ts'
import { listContactExports } from './contact-exports.views.ts'
import type { Unnotified } from './office.filter.ts'

export function contactExportsRoutes(
  app: FastifyInstance,
  context: Context,
  unnotified: Unnotified,
): void {
  route(app, contactExportsApi.list, ({ query, actor }) =>
    listContactExports(context, query, signedIn(actor)),
  )
  route(app, contactExportsApi.ask, ({ body, actor }) =>
    askForContacts(context, body, signedIn(actor), unnotified),
  )
  route(app, contactExportsApi.decide, ({ params, body, actor }) =>
    decideContactExport(context, params.id, body, signedIn(actor)),
  )
  route(app, contactExportsApi.withdraw, ({ params, actor }) =>
    withdrawContactExport(context, params.id, signedIn(actor)),
  )
  route(app, contactExportsApi.download, async ({ params, actor, reply }) => {
    const { name, stream } = await downloadContacts(context, params.id, signedIn(actor))
    asAttachment(reply, name, contactExportsApi.download.produces ?? '')
    return stream
  })
}
