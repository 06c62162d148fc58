import { Failure } from '@mashang/shared/core/errors.ts'
import { lineageApi } from '@mashang/shared/lineage/lineage.api.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { html } from '../core/http/plain-page.ts'
import { route } from '../core/http/route.ts'
import { plainPages } from '../districts/plain-pages.ts'
import { chainList } from './chain.html.ts'
import type { Chain } from './lineage.usecases.ts'

/** What a chain needs of the features above it. */
export interface LineageNeeds {
  chain: Chain
  issueOfReceipt(receipt: string): Promise<string>
}

export function lineageRoutes(
  app: FastifyInstance,
  context: Context,
  { chain, issueOfReceipt }: LineageNeeds,
): void {
  const plainPage = plainPages(context)
  const ofReceipt = async (receipt: string): Promise<LineageView> => {
    const issueId = await issueOfReceipt(receipt)
    return await chain({ kind: 'issue', id: issueId }, { kind: 'voter', issueId })
  }
  route(app, lineageApi.show, ({ params, actor }) =>
    chain(params, { kind: 'account', actor: signedIn(actor) }),
  )
  route(app, lineageApi.byReceipt, ({ params }) => ofReceipt(params.receipt))

  // The same for whoever has no script.
  app.get<{ Params: { receipt: string } }>(
    '/r/:receipt/chain',
    { config: { open: true as const } },
    async ({ params: { receipt } }, reply) => {
      const back = html`<p><a class="button" href="/r/${encodeURIComponent(receipt)}">回我的回执</a></p>`
      try {
        const view = await ofReceipt(receipt)
        const body = html`${chainList(view)}${back}`
        return await plainPage(reply, { title: '这件事后来怎么样了', body })
      } catch (error) {
        if (!(error instanceof Failure) || error.kind.status !== 404) throw error
        return await plainPage(reply, {
          status: 404,
          title: '没有这张回执',
          body: html`<p>${error.kind.title}</p><p><a class="button" href="/r">查回执</a></p>`,
        })
      }
    },
  )
}
