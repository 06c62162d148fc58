import { wallApi } from '@mashang/shared/wall/wall.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { listWallLinks, makeWallLink, mustOpenWall, stopWallLink } from './links.usecases.ts'
import { wallFiguresOf } from './wall.usecases.ts'

export function wallRoutes(app: FastifyInstance, context: Context): void {
  const figures = wallFiguresOf(context)
  route(app, wallApi.figures, () => figures())
  route(app, wallApi.open, async ({ body }) => {
    await mustOpenWall(context, body.token)
    return await figures()
  })
  route(app, wallApi.links, async () => ({ items: await listWallLinks(context) }))
  route(app, wallApi.makeLink, ({ body, actor }) =>
    makeWallLink(context, body.name, signedIn(actor)),
  )
  route(app, wallApi.revokeLink, async ({ params, actor }) => {
    await stopWallLink(context, params.id, signedIn(actor))
  })
}
