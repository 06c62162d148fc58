import { activitiesApi } from '@mashang/shared/activities/activities.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { announce, showActivity } from './activities.usecases.ts'
import { checkIn, doorCodeSvg, ownCalendar, seenAtDoor } from './door.usecases.ts'
import { invitableGroups } from './groups.usecases.ts'
import { activitiesFile, listActivities } from './list.usecases.ts'
import { photoOfActivity } from './photos.usecases.ts'
import { actOn } from './steps.usecases.ts'

export function activitiesRoutes(app: FastifyInstance, context: Context): void {
  const api = activitiesApi
  route(app, api.list, ({ query, actor }) => listActivities(context, query, signedIn(actor)))
  route(app, api.export, async ({ query, actor, reply }) =>
    sendTable(context, reply, await activitiesFile(context, query), query, signedIn(actor)),
  )
  route(app, api.groups, ({ query, actor }) => invitableGroups(context, query, signedIn(actor)))
  route(app, api.announce, ({ body, actor }) => announce(context, body, signedIn(actor)))
  route(app, api.show, ({ params, actor }) => showActivity(context, params.id, signedIn(actor)))
  route(app, api.act, ({ params, body, actor }) => actOn(context, params.id, body, signedIn(actor)))
  route(app, api.checkIn, ({ body, actor }) => checkIn(context, body.code, signedIn(actor)))
  route(app, api.door, ({ params, actor }) => seenAtDoor(context, params.code, signedIn(actor)))
  route(app, api.code, async ({ params, actor, reply }) => {
    reply.type('image/svg+xml').header('cache-control', 'private, no-store')
    return await doorCodeSvg(context, params.id, signedIn(actor))
  })
  route(app, api.calendar, async ({ actor, reply }) => {
    asAttachment(reply, '履职活动.ics', 'text/calendar; charset=utf-8')
    return await ownCalendar(context, signedIn(actor))
  })
  route(app, api.photo, ({ params, query, actor, reply }) =>
    photoOfActivity(context, params.id, params.photo, query.size, signedIn(actor), reply),
  )
}
