import { ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { ledgerFile, listLedger, type SubjectTitles } from './ledger.usecases.ts'
import { headsNow } from './signing.usecases.ts'
import { verificationNow, verifyNow } from './verification.ts'

export function ledgerRoutes(app: FastifyInstance, context: Context, titles: SubjectTitles): void {
  route(app, ledgerApi.list, ({ query, actor }) =>
    listLedger(context, query, signedIn(actor), titles),
  )
  route(app, ledgerApi.export, async ({ query, actor, reply }) => {
    const by = signedIn(actor)
    return sendTable(context, reply, await ledgerFile(context, query, by, titles), query, by)
  })
  route(app, ledgerApi.heads, async () => headsNow(context))
  route(app, ledgerApi.verification, async () => verificationNow(context))
  route(app, ledgerApi.verify, async ({ request }) => {
    verifyNow(context).catch((error: unknown) =>
      request.log.error({ err: error }, 'the ledger could not be walked'),
    )
    return verificationNow(context)
  })
}
