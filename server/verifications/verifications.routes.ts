import { verificationsApi } from '@mashang/shared/verifications/verifications.api.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { checkCode, startVerification } from './verifications.usecases.ts'

export function verificationsRoutes(app: FastifyInstance, context: Context): void {
  route(app, verificationsApi.start, ({ body, request }) =>
    startVerification(context, body.phone, request.log),
  )
  route(app, verificationsApi.check, ({ params, body }) => checkCode(context, params.id, body.code))
}
