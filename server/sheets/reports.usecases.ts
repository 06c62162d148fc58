import { Failure } from '@mashang/shared/core/errors.ts'
import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { sheetErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { SheetReport } from '@mashang/shared/sheets/sheets.model.ts'
import { maySeeSheet } from '@mashang/shared/sheets/sheets.rules.ts'
import type { Outcome, ReportReason } from '@mashang/shared/sheets/sheets.words.ts'
import type { z } from 'zod'
import { findCode } from '../codes/codes.usecases.ts'
import { type Actor, seesDistrict, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { RecentVisits, Visitor } from './recent-visits.ts'
import {
  findReport,
  insertReport,
  noteReport,
  pageOfReports,
  type ReportWithSheet,
  resolveReport,
} from './reports.store.ts'
import { subjectNames } from './sheets.rows.ts'
import { findSheet } from './sheets.store.ts'
import { reportView } from './sheets.views.ts'

type Page = z.input<NonNullable<typeof sheetsApi.reports.reply>>

/**
 * A voter says that something is wrong with a sheet. The same phone within ten minutes says the same
 * thing again: nothing is counted twice, and a note that it adds goes to what it said before.
 */
export async function reportSheet(
  context: Context,
  raw: string,
  said: { reason: ReportReason; note?: string | undefined },
  visitor: Visitor,
  visits: RecentVisits,
): Promise<void> {
  const code = await findCode(context, raw)
  const sheet = code.sheetId === null ? null : await findSheet(context, code.sheetId)
  if (sheet === null)
    throw new Failure(sheetErrors.notASheet, {
      detail: '这个码没有印在海报上，请打电话告诉代表工委。',
    })
  const id = newId()
  const earlier = visits.earlier(visitor, code.code, id)
  if (earlier !== null) return await addToReport(context, earlier, said.note)
  const { district } = context
  const at = context.clock.now()
  const report = { district, id, sheetId: sheet.id, reason: said.reason, note: said.note, at }
  const fact = {
    at,
    type: 'sheet.reported',
    actor: { kind: 'voter', id: null },
    subject: { kind: 'sheet', id: sheet.id },
    data: { reportId: id, reason: said.reason },
  } as const
  try {
    await context.db.commit(district, [insertReport(report)], [fact])
  } catch (error) {
    visits.forget(visitor, code.code)
    throw error
  }
}

async function addToReport(context: Context, id: string, note: string | undefined): Promise<void> {
  if (note === undefined) return
  try {
    await context.db.commit(context.district, [
      noteReport({ district: context.district, id, note }),
    ])
  } catch (error) {
    // It has a note already, or somebody has been there meanwhile.
    if (!(error instanceof Conflict)) throw error
  }
}

/** What voters said, of the station's sheets for a liaison. */
export async function listReports(
  context: Context,
  query: { open: boolean; page: number; size: number },
  actor: Actor,
): Promise<Page> {
  // A liaison without a station sees the sheets of none.
  const stationIds = seesDistrict(actor) ? null : stationsOf(actor)
  const { items, total } = await pageOfReports(context, { ...query, stationIds })
  const names = await subjectNames(context)
  return {
    items: items.map((report) => reportView(report, names.get(report.subjectId) ?? '', actor)),
    total,
    page: query.page,
    size: query.size,
  }
}

async function reportFor(context: Context, id: string, actor: Actor): Promise<ReportWithSheet> {
  const report = await findReport(context, id)
  const sheet = report === null ? null : await findSheet(context, report.sheetId)
  if (report === null || sheet === null || !maySeeSheet(sheet, actor))
    throw new Failure(sheetErrors.reportNotFound)
  return report
}

/** Notes what became of a report; the first outcome stays. */
export async function resolveReportOf(
  context: Context,
  id: string,
  outcome: Outcome,
  actor: Actor,
): Promise<SheetReport> {
  const report = await reportFor(context, id, actor)
  const { district } = context
  const at = context.clock.now()
  try {
    await context.db.commit(
      district,
      [resolveReport({ district, id, outcome, resolvedAt: at, resolvedBy: actor.accountId })],
      [
        {
          at,
          type: 'sheet.report-resolved',
          actor: { kind: 'account', id: actor.accountId },
          subject: { kind: 'sheet', id: report.sheetId },
          data: { reportId: id, outcome },
        },
      ],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(sheetErrors.reportNotFound)
    throw error
  }
  const names = await subjectNames(context)
  const resolved = await reportFor(context, id, actor)
  return reportView(resolved, names.get(resolved.subjectId) ?? '', actor)
}
