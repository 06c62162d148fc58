import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { isElder } from '../core/http/elder.ts'
import { loadVoterBundle } from './bundle.ts'
import { codePagesRoutes } from './code-pages.routes.ts'
import { type PageRequest, type PageRoute, type PageSources, pageSender } from './page-sender.ts'
import { homePage, offlinePage, privacyPage } from './pages.usecases.ts'
import { receiptPagesRoutes } from './receipt-pages.routes.ts'
import { rightsPagesRoutes } from './rights-pages.routes.ts'
import { staticRoutes } from './static.ts'

/** The voter's pages: each works in its first response, with or without script. */
export async function pagesRoutes(
  app: FastifyInstance,
  context: Context,
  sources: PageSources,
): Promise<void> {
  const bundle = await loadVoterBundle()
  const send = pageSender(context, bundle, sources)
  const open = { config: { open: true as const }, errorHandler: send.trouble }
  codePagesRoutes(app, context, send, sources)
  receiptPagesRoutes(app, context, send)
  rightsPagesRoutes(app, context, send, sources.forget)
  for (const [path, make] of [
    ['/', homePage],
    ['/privacy', privacyPage],
    ['/offline', offlinePage],
  ] as const) {
    app.get<PageRoute>(path, open, async (request: PageRequest, reply) =>
      send.page(request, reply, await make(context, isElder(request))),
    )
  }
  await staticRoutes(app, context, bundle)
  // People who followed a broken link get a page, programs a problem document.
  app.get('/*', { config: open.config }, async (request, reply) => {
    const missing = new Failure(coreErrors.notFound)
    const forPeople = request.headers.accept?.includes('text/html') === true
    if (!forPeople || request.url.startsWith('/api/')) throw missing
    return await send.trouble(missing, request, reply)
  })
}
