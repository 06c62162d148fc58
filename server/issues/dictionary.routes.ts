import { dictionaryApi } from '@mashang/shared/issues/dictionary.api.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { editionsRoutes } from '../districts/editions.routes.ts'
import { dictionaryEditions, dictionaryNow } from './dictionary.store.ts'

export function dictionaryRoutes(app: FastifyInstance, context: Context): void {
  editionsRoutes(app, context, dictionaryApi, dictionaryEditions)
  route(app, dictionaryApi.words, () => dictionaryNow(context))
}
