import { phrasesApi } from '@mashang/shared/issues/phrases.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { phrasesOf, savePhrases } from './phrases.usecases.ts'

export function phrasesRoutes(app: FastifyInstance, context: Context): void {
  route(app, phrasesApi.mine, ({ actor }) => phrasesOf(context, signedIn(actor)))
  route(app, phrasesApi.save, ({ body, actor }) => savePhrases(context, body, signedIn(actor)))
}
