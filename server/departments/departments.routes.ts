import { departmentsApi } from '@mashang/shared/departments/departments.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { addAlias, removeAlias } from './aliases.usecases.ts'
import { departmentsFile, listDepartments } from './departments.list.ts'
import {
  addDepartment,
  type DepartmentsWithAccount,
  nameDepartment,
} from './departments.usecases.ts'

export function departmentsRoutes(
  app: FastifyInstance,
  context: Context,
  withAccount: DepartmentsWithAccount,
): void {
  route(app, departmentsApi.list, async ({ query }) => ({
    items: await listDepartments(context, query, withAccount),
  }))
  route(app, departmentsApi.export, async ({ query, actor, reply }) => {
    const file = await departmentsFile(context, query, withAccount)
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, departmentsApi.add, ({ body, actor }) =>
    addDepartment(context, body.name, signedIn(actor)),
  )
  route(app, departmentsApi.rename, ({ params, body, actor }) =>
    nameDepartment(context, params.id, body, signedIn(actor), withAccount),
  )
  route(app, departmentsApi.addAlias, ({ params, body, actor }) =>
    addAlias(context, params.id, body.name, signedIn(actor), withAccount),
  )
  route(app, departmentsApi.dropAlias, ({ params, actor }) =>
    removeAlias(context, params, signedIn(actor), withAccount),
  )
}
