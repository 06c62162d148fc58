import { lineageApi } from '@mashang/shared/lineage/lineage.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { type Describers, lineageOf } from './lineage.usecases.ts'

/** What a chain needs of the features above it. */
export interface LineageNeeds {
  describe: Describers
  issueOfReceipt(receipt: string): Promise<string>
}

export function lineageRoutes(
  app: FastifyInstance,
  context: Context,
  { describe, issueOfReceipt }: LineageNeeds,
): void {
  route(app, lineageApi.show, ({ params, actor }) =>
    lineageOf(context, params, { kind: 'account', actor: signedIn(actor) }, describe),
  )
  route(app, lineageApi.byReceipt, async ({ params }) => {
    const issueId = await issueOfReceipt(params.receipt)
    return await lineageOf(
      context,
      { kind: 'issue', id: issueId },
      { kind: 'voter', issueId },
      describe,
    )
  })
}
