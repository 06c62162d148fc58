import { noticesApi } from '@mashang/shared/notices/notices.api.ts'
import type { FastifyInstance } from 'fastify'
import { isSignedIn } from '../accounts/sessions.ts'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sessionToken } from '../core/http/session-cookie.ts'
import { thawByOffice } from './clock-watch.usecases.ts'
import { NoticeStreams } from './notices.stream.ts'
import { listNotices, markAllRead, markRead, type Titles, unreadOf } from './notices.usecases.ts'
import { type Delivery, watchNow } from './watch.usecases.ts'

/** @param above what the features above know: what did not arrive, and what notices are about */
export function noticesRoutes(
  app: FastifyInstance,
  context: Context,
  above: Delivery & { titles: Titles },
): void {
  const streams = new NoticeStreams(context)
  app.addHook('preClose', async () => streams.close())
  route(app, noticesApi.list, ({ query, actor }) =>
    listNotices(context, query, signedIn(actor), above.titles),
  )
  route(app, noticesApi.unread, ({ actor }) => unreadOf(context, signedIn(actor)))
  route(app, noticesApi.read, ({ params, actor }) => markRead(context, params.id, signedIn(actor)))
  route(app, noticesApi.readAll, ({ body, actor }) => markAllRead(context, body, signedIn(actor)))
  route(app, noticesApi.stream, async ({ actor, request, reply }) => {
    const token = sessionToken(context, request) ?? ''
    const { accountId } = signedIn(actor)
    await streams.answer(accountId, request, reply, () => isSignedIn(context, token))
  })
  route(app, noticesApi.watch, () => watchNow(context, above))
  route(app, noticesApi.release, ({ body, actor }) =>
    thawByOffice(context, body.reason, signedIn(actor)),
  )
}
