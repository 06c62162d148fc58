import { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { codesFile } from './codes.export.ts'
import { listCodeRows } from './codes.list.ts'
import {
  type CodeFacts,
  choicesOrWider,
  codeUrl,
  codeView,
  findCode,
  ownCode,
  revoke,
  showCode,
} from './codes.usecases.ts'
import { qrPng, qrSvg } from './qr.ts'

export function codesRoutes(app: FastifyInstance, context: Context, facts: CodeFacts): void {
  route(app, codesApi.show, ({ params }) => showCode(context, params.code, facts))
  route(app, codesApi.choices, async ({ params, query }) =>
    choicesOrWider(
      context,
      facts,
      await findCode(context, params.code),
      query.scope,
      query.q ?? '',
      query.from,
      query.at,
    ),
  )
  route(app, codesApi.svg, async ({ params, reply }) => {
    const { code } = await findCode(context, params.code)
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400')
    return qrSvg(codeUrl(context, code), '代表二维码')
  })
  route(app, codesApi.png, async ({ params, query, reply }) => {
    const { code } = await findCode(context, params.code)
    reply.type('image/png').header('cache-control', 'public, max-age=86400')
    return qrPng(codeUrl(context, code), query.scale)
  })
  route(app, codesApi.list, ({ query, actor }) => listCodeRows(context, query, signedIn(actor)))
  route(app, codesApi.export, async ({ query, actor, reply }) => {
    const by = signedIn(actor)
    return await sendTable(context, reply, await codesFile(context, query, by), query, by)
  })
  route(app, codesApi.exportChosen, async ({ body, actor, reply }) => {
    const by = signedIn(actor)
    const file = await codesFile(context, { codes: body.ids, sort: body.sort }, by)
    return await sendTable(context, reply, file, body, by)
  })
  route(app, codesApi.revoke, async ({ params, body, actor }) =>
    codeView(context, await revoke(context, params.code, body, signedIn(actor)), facts),
  )
  route(app, codesApi.mine, async ({ query, actor }) =>
    codeView(context, await ownCode(context, signedIn(actor), query.station), facts),
  )
}
