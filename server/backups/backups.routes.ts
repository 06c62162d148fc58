import { backupsApi } from '@mashang/shared/backups/backups.api.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { backupsNow } from './backups.usecases.ts'

export function backupsRoutes(app: FastifyInstance, context: Context): void {
  route(app, backupsApi.now, async () => backupsNow(context))
}
