import type { FastifyInstance } from 'fastify'
import { accountsRoutes } from './accounts/accounts.routes.ts'
import { accountsByRepresentative } from './accounts/accounts.store.ts'
import { codesRoutes } from './codes/codes.routes.ts'
import { activeCodes } from './codes/codes.store.ts'
import { codeUrl } from './codes/codes.usecases.ts'
import type { Context } from './core/context.ts'
import { districtsRoutes } from './districts/districts.routes.ts'
import { answerFacts } from './issues/facts.usecases.ts'
import { issueFor } from './issues/handling.usecases.ts'
import { issuesRoutes } from './issues/issues.routes.ts'
import { handOverOfThoseWhoLeft } from './issues/leaving.usecases.ts'
import { issueOfReceipt } from './issues/receipt.usecases.ts'
import { pagesRoutes } from './pages/pages.routes.ts'
import { photosRoutes } from './photos/photos.routes.ts'
import { representativesRoutes } from './representatives/representatives.routes.ts'
import { servingByStation } from './representatives/representatives.usecases.ts'
import { rosterRoutes } from './roster/roster.routes.ts'
import { stationsRoutes } from './stations/stations.routes.ts'

export type Feature = (
  app: FastifyInstance,
  context: Context,
  start: { setupToken: string | null },
) => void | Promise<void>

/**
 * What the system consists of, in order. Where a lower feature needs a fact from a higher one, it is
 * handed in here, so that imports go one way only.
 */
export const features: readonly Feature[] = [
  districtsRoutes,
  (app, context, start) => accountsRoutes(app, context, start.setupToken),
  (app, context) => stationsRoutes(app, context, () => servingByStation(context)),
  (app, context) =>
    representativesRoutes(
      app,
      context,
      {
        codes: () => activeCodes(context),
        accounts: () => accountsByRepresentative(context),
        codeUrl: (code) => codeUrl(context, code),
      },
      (id) => answerFacts(context, id),
    ),
  (app, context) => codesRoutes(app, context, (id) => answerFacts(context, id)),
  (app, context) =>
    photosRoutes(app, context, {
      issueOfReceipt: async (receipt) => (await issueOfReceipt(context, receipt)).issue.id,
      issueFor: async (id, actor) => (await issueFor(context, id, actor)).id,
    }),
  issuesRoutes,
  (app, context) => rosterRoutes(app, context, () => handOverOfThoseWhoLeft(context)),
  pagesRoutes,
]
