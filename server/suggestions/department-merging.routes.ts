import { departmentMergingApi } from '@mashang/shared/departments/merging.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { mergeDepartments, showMerging } from './department-merging.usecases.ts'

export function departmentMergingRoutes(app: FastifyInstance, context: Context): void {
  route(app, departmentMergingApi.look, ({ params, query }) =>
    showMerging(context, { from: params.id, into: query.into }),
  )
  route(app, departmentMergingApi.merge, ({ params, body, actor }) =>
    mergeDepartments(context, { from: params.id, into: body.into }, body, signedIn(actor)),
  )
}
