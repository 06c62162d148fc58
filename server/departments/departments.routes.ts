import { departmentsApi } from '@mashang/shared/departments/departments.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import {
  addDepartment,
  type DepartmentsWithAccount,
  listDepartments,
  nameDepartment,
} from './departments.usecases.ts'

export function departmentsRoutes(
  app: FastifyInstance,
  context: Context,
  withAccount: DepartmentsWithAccount,
): void {
  route(app, departmentsApi.list, async () => ({
    items: await listDepartments(context, withAccount),
  }))
  route(app, departmentsApi.add, ({ body, actor }) =>
    addDepartment(context, body.name, signedIn(actor)),
  )
  route(app, departmentsApi.rename, ({ params, body, actor }) =>
    nameDepartment(context, params.id, body, signedIn(actor), withAccount),
  )
}
