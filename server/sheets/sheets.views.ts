import { DAY, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { calendarDayStart } from '@mashang/shared/core/local-time.ts'
import type { SheetReport, SheetRow, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import {
  dayOf,
  HISTORY_DAYS,
  historyDays,
  mayHangSheet,
  maySeeSheet,
  sheetTitle,
} from '@mashang/shared/sheets/sheets.rules.ts'
import { type SheetFact, sheetEvents } from '@mashang/shared/sheets/sheets.timeline.ts'
import { sheetNumber } from '@mashang/shared/sheets/sheets.words.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import { lookUpCode } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import type { Filings } from './filings.ts'
import { batchOf } from './printed.store.ts'
import { type ReportRecord, reportsOf } from './reports.store.ts'
import { sheetRows } from './sheets.rows.ts'
import {
  type PlacementRecord,
  placementsOf,
  type SheetRecord,
  scansSince,
  sheetsByIds,
} from './sheets.store.ts'

/** A sheet with all that the actor may know of it; of a strange one, only what it is. */
export async function sheetView(
  context: Context,
  sheet: SheetRecord,
  actor: Actor,
  filings: Filings,
): Promise<SheetView> {
  const row = (await sheetRows(context, [sheet], filings))[0] as SheetRow
  const others = await titlesOf(context, [sheet.replaces, sheet.replacedBy])
  const linked = (id: string | null) => {
    const other = id === null ? undefined : others.get(id)
    return other === undefined ? null : { id: other.id, number: sheetNumber(other.number) }
  }
  const placements = await placementsOf(context, sheet.id)
  const current = placements.find((placement) => placement.id === sheet.placementId)
  const common = {
    ...row,
    replaces: linked(sheet.replaces),
    replacedBy: linked(sheet.replacedBy),
    hungBy: current?.byName ?? null,
    photoUrl: current === undefined ? null : photoUrl(current),
    mayHang: sheet.retiredAt === null && mayHangSheet(sheet, actor),
  }
  if (!maySeeSheet(sheet, actor))
    return {
      ...common,
      filings: 0,
      scans: 0,
      weeks: row.weeks.map(() => 0),
      flags: [],
      openReports: 0,
      lastScanAt: null,
      days: [],
      reports: [],
      events: [],
    }
  const reports = await reportsOf(context, sheet.id)
  return {
    ...common,
    days: await daysOf(context, sheet, filings),
    reports: reports.map((report) =>
      reportView({ ...report, ...sheet, id: report.id }, row.subject.name, actor),
    ),
    events: await eventsOf(context, sheet, { placements, reports, others }, actor),
  }
}

const photoUrl = (placement: PlacementRecord): string | null =>
  placement.photo ? `/api/sheets/${placement.sheetId}/photos/${placement.id}` : null

async function titlesOf(
  context: Context,
  ids: (string | null)[],
): Promise<Map<string, SheetRecord>> {
  const known = ids.filter((id) => id !== null)
  return new Map((await sheetsByIds(context, known)).map((sheet) => [sheet.id, sheet]))
}

/** A voter's words are for whoever has to look, not for the representative whose sheet it is. */
export const reportView = (
  report: ReportRecord & Pick<SheetRecord, 'number' | 'place'>,
  subject: string,
  actor: Actor,
): SheetReport => ({
  id: report.id,
  sheetId: report.sheetId,
  number: sheetNumber(report.number),
  place: report.place,
  subject,
  reason: report.reason,
  note: actor.role === 'representative' ? null : report.note,
  at: toIso(report.at),
  outcome: report.outcome,
  resolvedAt: toIsoOrNull(report.resolvedAt),
})

async function daysOf(
  context: Context,
  sheet: SheetRecord,
  filings: Filings,
): Promise<SheetView['days']> {
  const now = context.clock.now()
  const days = historyDays(now)
  const scans = new Map(
    (await scansSince(context, [sheet.id], days[0] ?? '')).map((row) => [row.day, row.scans]),
  )
  const from = calendarDayStart(now) - (HISTORY_DAYS - 1) * DAY
  const filed = Map.groupBy(await filings.since(sheet.code, from), dayOf)
  return days.map((day) => ({
    day,
    scans: scans.get(day) ?? 0,
    filings: filed.get(day)?.length ?? 0,
  }))
}

/** A row of the ledger, as the history of a sheet reads it. */
export const factFrom = (row: LedgerRow): SheetFact => ({
  at: row.at,
  type: row.type,
  actorId: row.actorId,
  data: JSON.parse(row.data) as Record<string, unknown>,
})

async function eventsOf(
  context: Context,
  sheet: SheetRecord,
  known: {
    placements: PlacementRecord[]
    reports: ReportRecord[]
    others: Map<string, SheetRecord>
  },
  actor: Actor,
): Promise<SheetView['events']> {
  const facts = (await factsOf(context, sheet.id)).map(factFrom)
  const names = await accountNames(context, [
    ...new Set(facts.flatMap((fact) => fact.actorId ?? [])),
  ])
  const placements = new Map(known.placements.map((placement) => [placement.id, placement]))
  const reports = new Map(known.reports.map((report) => [report.id, report]))
  const revoked = sheet.retiredReason === null ? null : await lookUpCode(context, sheet.code)
  const batch = await batchOf(context, sheet.batchId)
  return sheetEvents(
    facts,
    { at: sheet.printedAt, by: batch?.byName ?? null },
    {
      actor: (id) => names.get(id) ?? null,
      placement: (id) => {
        const found = placements.get(String(id))
        return found === undefined ? null : { place: found.place, photoUrl: photoUrl(found) }
      },
      report: (id) => {
        const found = reports.get(String(id))
        if (found === undefined) return null
        return { reason: found.reason, note: actor.role === 'representative' ? null : found.note }
      },
      sheet: (id) => {
        const other = known.others.get(String(id))
        return other === undefined ? null : sheetTitle(other)
      },
      revocation: revoked?.revokedReason ?? null,
    },
  )
}
