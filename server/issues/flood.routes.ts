import { floodApi } from '@mashang/shared/issues/flood.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { decideOnFlood, listFlood, showFloods } from './flood.usecases.ts'

export function floodRoutes(app: FastifyInstance, context: Context): void {
  route(app, floodApi.groups, () => showFloods(context))
  route(app, floodApi.matters, ({ query }) => listFlood(context, query))
  route(app, floodApi.decide, ({ body, actor }) => decideOnFlood(context, body, signedIn(actor)))
}
