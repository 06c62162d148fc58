import type { SheetFormat, SheetMedium } from '@mashang/shared/sheets/formats.words.ts'
import type {
  Outcome,
  ReportReason,
  RevocationReason,
} from '@mashang/shared/sheets/sheets.words.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

/** Every printed sheet is a numbered thing with a place, a state and a history. */
export const sheetsTables = tables((c) => ({
  sheets: c.table(
    'sheets',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      number: c.integer().notNull(),
      code: c.text().notNull(),
      subjectKind: c.word<'representative' | 'station'>().notNull(),
      subjectId: c.text().notNull(),
      /** As they were when it was printed; a table of sheets needs no other table. */
      stationId: c.text(),
      area: c.text(),
      format: c.word<SheetFormat>().notNull(),
      medium: c.word<SheetMedium>().notNull(),
      batchId: c.text().notNull(),
      /** Its place in the batch's plan: a batch that goes on after a restart numbers none twice. */
      position: c.integer().notNull(),
      replaces: c.text(),
      printedAt: c.moment().notNull(),
      /** Where it is meant to hang, then where it hangs. */
      place: c.text(),
      latitude: c.real(),
      longitude: c.real(),
      hungAt: c.moment(),
      placementId: c.text(),
      /** Scans ever; those of each day are kept for three years only. */
      scans: c.integer().notNull().default(0),
      /** Matters that came by its code, as far as the ledger was read (see sheetCursors). */
      filings: c.integer().notNull().default(0),
      lastScanAt: c.moment(),
      /** Silent since: the last scan, or the hanging when there was none. */
      quietSince: c.moment(),
      retiredAt: c.moment(),
      retiredReason: c.word<RevocationReason>(),
      replacedBy: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'sheets_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('sheets_number').on(t.district, t.number),
      c.uniqueIndex('sheets_code').on(t.district, t.code),
      c.uniqueIndex('sheets_by_batch').on(t.district, t.batchId, t.position),
      c.index('sheets_by_subject').on(t.district, t.subjectId, t.number),
      c.index('sheets_by_station').on(t.district, t.stationId, t.number),
      c.index('sheets_by_area').on(t.district, t.area, t.number),
      c.index('sheets_by_format').on(t.district, t.format, t.number),
      c.index('sheets_by_place').on(t.district, t.place).where(sql`place is not null`),
      c.index('sheets_by_scans').on(t.district, t.scans, t.number),
      c.index('sheets_by_filings').on(t.district, t.filings, t.number),
      c.index('sheets_by_last_scan').on(t.district, t.lastScanAt, t.number),
      c
        .index('sheets_unhung')
        .on(t.district, t.number)
        .where(sql`hung_at is null and retired_at is null`),
      c.index('sheets_retired').on(t.district, t.number).where(sql`retired_at is not null`),
      c
        .index('sheets_quiet')
        .on(t.district, t.quietSince)
        .where(sql`hung_at is not null and retired_at is null`),
    ],
  ),
  /** How far the ledger was read for what came by sheets. */
  sheetCursors: c.table('sheet_cursors', {
    district: c.text().notNull().primaryKey(),
    sequence: c.moment().notNull(),
  }),
  /** Each time that a sheet was hung or moved, newest last. */
  sheetPlacements: c.table(
    'sheet_placements',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      sheetId: c.text().notNull(),
      place: c.text().notNull(),
      latitude: c.real(),
      longitude: c.real(),
      photo: c.flag().notNull(),
      by: c.text().notNull(),
      byName: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'sheet_placements_pk', columns: [t.district, t.id] }),
      c.index('sheet_placements_by_sheet').on(t.district, t.sheetId, t.at),
    ],
  ),
  /** Scans of a sheet on one local day. Sums only: who scanned is nowhere. */
  sheetDays: c.table(
    'sheet_days',
    {
      district: c.text().notNull(),
      sheetId: c.text().notNull(),
      day: c.text().notNull(),
      scans: c.integer().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'sheet_days_pk', columns: [t.district, t.sheetId, t.day] }),
      // What is too old is dropped by day.
      c.index('sheet_days_by_day').on(t.district, t.day),
    ],
  ),
  sheetReports: c.table(
    'sheet_reports',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      sheetId: c.text().notNull(),
      reason: c.word<ReportReason>().notNull(),
      note: c.text(),
      at: c.moment().notNull(),
      outcome: c.word<Outcome>(),
      resolvedAt: c.moment(),
      resolvedBy: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'sheet_reports_pk', columns: [t.district, t.id] }),
      c.index('sheet_reports_by_sheet').on(t.district, t.sheetId, t.at),
      c.index('sheet_reports_open').on(t.district, t.at).where(sql`resolved_at is null`),
    ],
  ),
  sheetAlarms: c.table(
    'sheet_alarms',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      text: c.text().notNull(),
      place: c.text().notNull(),
      latitude: c.real(),
      longitude: c.real(),
      photo: c.flag().notNull(),
      by: c.text().notNull(),
      byName: c.text().notNull(),
      at: c.moment().notNull(),
      outcome: c.word<Outcome>(),
      resolvedAt: c.moment(),
      resolvedBy: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'sheet_alarms_pk', columns: [t.district, t.id] }),
      c.index('sheet_alarms_by_time').on(t.district, t.at),
      c.index('sheet_alarms_open').on(t.district, t.at).where(sql`resolved_at is null`),
    ],
  ),
}))
