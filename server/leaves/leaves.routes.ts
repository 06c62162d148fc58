import { toIso } from '@mashang/shared/core/clock.ts'
import { leavesApi } from '@mashang/shared/leaves/leaves.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { endEarly, listLeaves, type Reachable, setLeave } from './leaves.usecases.ts'

export function leavesRoutes(app: FastifyInstance, context: Context, reachable: Reachable): void {
  route(app, leavesApi.list, async ({ actor }) => ({
    items: await listLeaves(context, signedIn(actor)),
    serverTime: toIso(context.clock.now()),
  }))
  route(app, leavesApi.set, ({ body, actor }) =>
    setLeave(context, body, signedIn(actor), reachable),
  )
  route(app, leavesApi.end, ({ params, actor }) => endEarly(context, params.id, signedIn(actor)))
}
