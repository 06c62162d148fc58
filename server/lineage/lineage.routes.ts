import { lineageApi } from '@mashang/shared/lineage/lineage.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import type { Describe } from '../core/matter.ts'
import { matterKinds } from '../matters/matters.ts'
import { type Describers, lineageOf } from './lineage.usecases.ts'

/** What a chain needs of the features above it. */
export interface LineageNeeds {
  describeIssues: Describe
  issueOfReceipt(receipt: string): Promise<string>
}

export function lineageRoutes(
  app: FastifyInstance,
  context: Context,
  { describeIssues, issueOfReceipt }: LineageNeeds,
): void {
  const describe: Describers = {
    ...Object.fromEntries([...matterKinds].map(([kind, one]) => [kind, one.describe?.(context)])),
    issue: describeIssues,
  }
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
