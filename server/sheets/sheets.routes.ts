import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { sheetErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { FastifyInstance } from 'fastify'
import { type Actor, signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { alarmOr404, listAlarms, raiseAlarm, settleAlarmOf } from './alarms.usecases.ts'
import type { Filings } from './filings.ts'
import { hangSheet, sheetFor } from './hanging.usecases.ts'
import { patrol } from './patrol.usecases.ts'
import { type RecentVisits, visitorOf } from './recent-visits.ts'
import { listReports, reportSheet, resolveReportOf } from './reports.usecases.ts'
import { revokeSheets } from './retiring.usecases.ts'
import { alarmPhoto, placementPhoto, sendPhoto } from './sheet-photos.ts'
import { sheetsFile } from './sheets.export.ts'
import { listSheets } from './sheets.list.ts'
import { findPlacement } from './sheets.store.ts'
import { sumsBy } from './sheets.sums.ts'
import { sheetView } from './sheets.views.ts'

/** @param reporters who has told something of a sheet a moment ago */
export function sheetsRoutes(
  app: FastifyInstance,
  context: Context,
  filings: Filings,
  reporters: RecentVisits,
): void {
  const show = async (id: string, actor: Actor) =>
    sheetView(context, await sheetFor(context, id, actor), actor, filings)

  route(app, sheetsApi.list, ({ query, actor }) =>
    listSheets(context, query, signedIn(actor), filings),
  )
  route(app, sheetsApi.export, async ({ query, actor, reply }) => {
    const file = await sheetsFile(context, query, signedIn(actor), filings)
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, sheetsApi.exportChosen, async ({ body, actor, reply }) => {
    const { ids, sort } = body
    const file = await sheetsFile(context, { ids, sort }, signedIn(actor), filings)
    return await sendTable(context, reply, file, body, signedIn(actor))
  })
  route(app, sheetsApi.sums, ({ query, actor }) =>
    sumsBy(context, query.by, signedIn(actor), filings),
  )
  route(app, sheetsApi.show, ({ params, actor }) => show(params.id, signedIn(actor)))
  route(app, sheetsApi.photo, async ({ params, query, actor, reply }) => {
    const sheet = await sheetFor(context, params.id, signedIn(actor))
    const placement = await findPlacement(context, params.photo)
    if (placement?.sheetId !== sheet.id) throw new Failure(photoErrors.notFound)
    return await sendPhoto(context, reply, placementPhoto(placement.id)(query.size))
  })
  route(app, sheetsApi.hang, async ({ params, body, actor }) => {
    const by = signedIn(actor)
    return await sheetView(context, await hangSheet(context, params.id, body, by), by, filings)
  })
  route(app, sheetsApi.revoke, async ({ params, body, actor }) => {
    const by = signedIn(actor)
    const { revoked } = await revokeSheets(context, [params.id], body, by)
    if (revoked === 0) throw new Failure(sheetErrors.retired, { detail: '这张已经作废或换新了。' })
    return await show(params.id, by)
  })
  route(app, sheetsApi.revokeMany, ({ body, actor }) =>
    revokeSheets(context, body.sheets, body, signedIn(actor)),
  )
  route(app, sheetsApi.report, ({ params, body, request }) =>
    reportSheet(context, params.code, body, visitorOf(request), reporters),
  )
  route(app, sheetsApi.reports, ({ query, actor }) =>
    listReports(context, { ...query, open: query.open === 'true' }, signedIn(actor)),
  )
  route(app, sheetsApi.resolve, ({ params, body, actor }) =>
    resolveReportOf(context, params.id, body.outcome, signedIn(actor)),
  )
  route(app, sheetsApi.patrol, ({ body, actor }) => patrol(context, body, signedIn(actor), filings))
  route(app, sheetsApi.alarm, ({ body, actor }) => raiseAlarm(context, body, signedIn(actor)))
  route(app, sheetsApi.alarms, ({ query }) =>
    listAlarms(context, { ...query, open: query.open === 'true' }),
  )
  route(app, sheetsApi.alarmPhoto, async ({ params, query, reply }) => {
    const alarm = await alarmOr404(context, params.id)
    return await sendPhoto(context, reply, alarmPhoto(alarm.id)(query.size))
  })
  route(app, sheetsApi.settle, ({ params, body, actor }) =>
    settleAlarmOf(context, params.id, body.outcome, signedIn(actor)),
  )
}
