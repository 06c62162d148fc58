import { calendarFileLimit, calendarsApi } from '@mashang/shared/calendars/calendars.api.ts'
import { calendarErrors } from '@mashang/shared/calendars/calendars.errors.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { fileInMemory } from '../core/http/upload.ts'
import {
  type CalendarFriends,
  calendarCsv,
  forecast,
  listVersions,
  readCalendarFile,
  saveCalendar,
  showCalendar,
} from './calendars.usecases.ts'

const upload = {
  bytes: calendarFileLimit,
  missing: calendarErrors.fileMissing,
  tooLarge: calendarErrors.fileTooLarge,
}

export function calendarsRoutes(
  app: FastifyInstance,
  context: Context,
  friends: CalendarFriends,
): void {
  route(app, calendarsApi.show, ({ query }) => showCalendar(context, query.version))
  route(app, calendarsApi.forecast, ({ body }) => forecast(context, body, friends))
  route(app, calendarsApi.save, ({ body, actor }) =>
    saveCalendar(context, body, signedIn(actor), friends),
  )
  route(app, calendarsApi.versions, async () => ({ items: await listVersions(context) }))
  route(app, calendarsApi.read, async ({ request }) => {
    const { name, bytes } = await fileInMemory(request, 'file', upload)
    return await readCalendarFile(bytes, name, friends)
  })
  route(app, calendarsApi.export, async ({ query, reply }) => {
    const csv = await calendarCsv(context, query.version)
    asAttachment(reply, '工作日历.csv', 'text/csv; charset=utf-8')
    return csv
  })
}
