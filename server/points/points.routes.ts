import { closingsApi } from '@mashang/shared/points/closings.api.ts'
import { pointsApi } from '@mashang/shared/points/points.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { accountView } from './account.views.ts'
import { periodAsked } from './accounts.usecases.ts'
import { actOnEntry } from './acts.usecases.ts'
import { appeal, decideOn, listAppeals, ownId } from './appeals.usecases.ts'
import { appraise } from './appraisals.usecases.ts'
import { closingView, listClosings, ownPeriod } from './closing.views.ts'
import { discardClosing, draftClosing, endClosing, signClosing } from './closings.usecases.ts'
import { pointsFile } from './points.export.ts'
import { listLeftOut, listResults } from './results.usecases.ts'
import { listReviews } from './reviews.usecases.ts'
import { listRules, saveRules, withdrawRules } from './rules.usecases.ts'
import { simulate, simulationFile } from './simulation.usecases.ts'

export function pointsRoutes(app: FastifyInstance, context: Context): void {
  route(app, pointsApi.mine, async ({ query, actor }) => {
    const who = signedIn(actor)
    return await accountView(context, ownId(who), await ownPeriod(context, query.period), who)
  })
  route(app, pointsApi.appeal, ({ body, actor }) => appeal(context, body, signedIn(actor)))
  route(app, pointsApi.account, ({ params, query, actor }) =>
    accountView(context, params.id, periodAsked(context, query.period), signedIn(actor)),
  )
  route(app, pointsApi.export, async ({ query, actor, reply }) => {
    const file = await pointsFile(context, periodAsked(context, query.period))
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, pointsApi.reviews, ({ query, actor }) => listReviews(context, query, signedIn(actor)))
  route(app, pointsApi.act, ({ params, body, actor }) =>
    actOnEntry(context, params, body, signedIn(actor)),
  )
  route(app, pointsApi.appeals, ({ query, actor }) => listAppeals(context, query, signedIn(actor)))
  route(app, pointsApi.decide, ({ params, body, actor }) =>
    decideOn(context, params.id, body, signedIn(actor)),
  )
  route(app, pointsApi.rules, () => listRules(context))
  route(app, pointsApi.simulate, ({ body }) => simulate(context, body))
  route(app, pointsApi.simulationFile, async ({ body, actor, reply }) => {
    const { file, ticket, ...draft } = body
    const table = await simulationFile(context, draft)
    return await sendTable(context, reply, table, { file, ticket }, signedIn(actor))
  })
  route(app, pointsApi.saveRules, ({ body, actor }) => saveRules(context, body, signedIn(actor)))
  route(app, pointsApi.withdrawRules, ({ params, actor }) =>
    withdrawRules(context, params.version, signedIn(actor)),
  )
  route(app, closingsApi.closings, () => listClosings(context))
  route(app, closingsApi.draft, ({ body, actor }) =>
    draftClosing(context, body.period, signedIn(actor)),
  )
  route(app, closingsApi.closing, ({ params }) => closingView(context, params.id))
  route(app, closingsApi.leftOut, ({ params, query }) => listLeftOut(context, params.id, query))
  route(app, closingsApi.results, ({ params, query }) => listResults(context, params.id, query))
  route(app, closingsApi.appraise, ({ params, body, actor }) =>
    appraise(context, params.id, body, signedIn(actor)),
  )
  route(app, closingsApi.sign, ({ params, body, actor }) =>
    signClosing(context, params.id, body, signedIn(actor)),
  )
  route(app, closingsApi.discard, ({ params, body, actor }) =>
    discardClosing(context, params.id, body, signedIn(actor)),
  )
  route(app, closingsApi.close, ({ params, actor }) =>
    endClosing(context, params.id, signedIn(actor)),
  )
}
