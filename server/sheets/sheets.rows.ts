import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { sheetTitles } from '@mashang/shared/sheets/formats.words.ts'
import type { SheetRow } from '@mashang/shared/sheets/sheets.model.ts'
import {
  historyDays,
  isSilent,
  sheetStateOf,
  weeksOf,
} from '@mashang/shared/sheets/sheets.rules.ts'
import { sheetNumber } from '@mashang/shared/sheets/sheets.words.ts'
import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import { codeUrl } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { stationsById } from '../stations/stations.store.ts'
import type { Filings } from './filings.ts'
import { lookUpSheetFacts, type SheetRecord, scansSince } from './sheets.store.ts'
import { sheetsTables } from './sheets.table.ts'

/** What the page of a sheet's code says of it: its number and where it hangs. */
export async function sheetFacts(context: Context, id: string): Promise<CodeView['sheet']> {
  const found = await lookUpSheetFacts(context, id)
  return found === null
    ? null
    : {
        title: sheetTitles[found.format],
        number: sheetNumber(found.number),
        place: found.place,
        code: found.code,
      }
}

/** Names of people and stations, out of remembered rows. */
export async function subjectNames(
  context: Context,
): Promise<{ get(id: string): string | undefined }> {
  const people = await representativesById(context)
  const stations = await stationsById(context)
  return { get: (id) => (people.get(id) ?? stations.get(id))?.name }
}

async function openReportsOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { sheetReports: r } = context.db.tables(sheetsTables)
  const rows = await context.db.read
    .select({ sheetId: r.sheetId, open: count() })
    .from(r)
    .where(
      and(eq(r.district, context.district), inArray(r.sheetId, [...ids]), isNull(r.resolvedAt)),
    )
    .groupBy(r.sheetId)
  return new Map(rows.map((row) => [row.sheetId, Number(row.open)]))
}

async function weeksOfSheets(
  context: Context,
  ids: readonly string[],
): Promise<(id: string) => number[]> {
  const now = context.clock.now()
  const bySheet = Map.groupBy(
    await scansSince(context, ids, historyDays(now)[0] ?? ''),
    (row) => row.sheetId,
  )
  return (id) => weeksOf(bySheet.get(id) ?? [], now)
}

/** Sheets as a table shows them, in the given order. */
export async function sheetRows(
  context: Context,
  records: readonly SheetRecord[],
  filings: Filings,
): Promise<SheetRow[]> {
  if (records.length === 0) return []
  const ids = records.map((record) => record.id)
  const names = await subjectNames(context)
  const filed = await filings.of(records.map((record) => record.code))
  const reports = await openReportsOf(context, ids)
  const weeks = await weeksOfSheets(context, ids)
  const { silentAfterDays } = await districtNow(context)
  const now = context.clock.now()
  return records.map((record): SheetRow => {
    const openReports = reports.get(record.id) ?? 0
    return {
      id: record.id,
      number: sheetNumber(record.number),
      code: record.code,
      url: codeUrl(context, record.code),
      format: record.format,
      medium: record.medium,
      subject: {
        kind: record.subjectKind,
        id: record.subjectId,
        name: names.get(record.subjectId) ?? '',
      },
      station:
        record.stationId === null
          ? null
          : { id: record.stationId, name: names.get(record.stationId) ?? '' },
      area: record.area,
      state: sheetStateOf(record),
      flags: [
        ...(isSilent(record, now, silentAfterDays) ? (['silent'] as const) : []),
        ...(openReports > 0 ? (['reported'] as const) : []),
      ],
      place: record.place,
      latitude: record.latitude,
      longitude: record.longitude,
      printedAt: toIso(record.printedAt),
      hungAt: toIsoOrNull(record.hungAt),
      lastScanAt: toIsoOrNull(record.lastScanAt),
      scans: record.scans,
      filings: filed.get(record.code) ?? 0,
      weeks: weeks(record.id),
      openReports,
      batchId: record.batchId,
    }
  })
}
