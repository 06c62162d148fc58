import { termsApi } from '@mashang/shared/terms/terms.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { comeBack, depart, forecastDeparture } from './departures.usecases.ts'
import { changeTerm, forecastTerm, listTerms } from './terms.usecases.ts'

export function termsRoutes(app: FastifyInstance, context: Context): void {
  route(app, termsApi.list, async () => ({ items: await listTerms(context) }))
  route(app, termsApi.forecast, ({ body }) => forecastTerm(context, body))
  route(app, termsApi.change, ({ body, actor }) => changeTerm(context, body, signedIn(actor)))
  route(app, termsApi.departure, ({ params }) => forecastDeparture(context, params.id))
  route(app, termsApi.depart, ({ params, body, actor }) =>
    depart(context, params.id, body.on, signedIn(actor)),
  )
  route(app, termsApi.comeBack, ({ params, actor }) =>
    comeBack(context, params.id, signedIn(actor)),
  )
}
