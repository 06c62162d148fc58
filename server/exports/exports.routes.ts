import { Failure } from '@mashang/shared/core/errors.ts'
import { exportsApi } from '@mashang/shared/exports/exports.api.ts'
import { exportErrors } from '@mashang/shared/exports/exports.errors.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { runsOf } from './runs.ts'

export function exportsRoutes(app: FastifyInstance, context: Context): void {
  route(app, exportsApi.progress, async ({ params, actor }) => {
    const run = runsOf(context).get(params.ticket)
    if (run === undefined || run.accountId !== signedIn(actor).accountId)
      throw new Failure(exportErrors.unknown)
    const { done, total, beside } = run
    return { done, total, ...(beside === undefined ? {} : { beside }) }
  })
}
