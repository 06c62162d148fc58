import { DAY } from '@mashang/shared/core/clock.ts'
import { dayOf } from '@mashang/shared/sheets/sheets.rules.ts'
import { and, asc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { endingRows } from '../core/db/ending.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { sheetsTables } from './sheets.table.ts'

type Schema = ReturnType<typeof sheetsTables>
export type SheetRecord = Schema['sheets']['$inferSelect']
export type PlacementRecord = Schema['sheetPlacements']['$inferSelect']

export const insertSheet = insertInto(sheetsTables, 'sheets')
export const insertPlacement = insertInto(sheetsTables, 'sheetPlacements')

/** Guarded: a sheet that was retired meanwhile hangs nowhere. */
export const saveHanging = statement<
  Schema,
  Pick<SheetRecord, 'district' | 'id' | 'place' | 'latitude' | 'longitude'> & {
    placementId: string
    at: number
  }
>(
  sheetsTables,
  'save hanging',
  (b, t) =>
    b
      .update(t.sheets)
      .set({
        place: value('place'),
        latitude: value('latitude'),
        longitude: value('longitude'),
        placementId: value('placementId'),
        hungAt: value('at'),
        quietSince: value('at'),
      })
      .where(ownRow(t.sheets, isNull(t.sheets.retiredAt))),
  { guarded: true },
)

/** Revoked (with a reason) or replaced (by another one). Guarded: once only. */
export const retireSheet = statement<
  Schema,
  Pick<SheetRecord, 'district' | 'id' | 'retiredAt' | 'retiredReason' | 'replacedBy'>
>(
  sheetsTables,
  'retire sheet',
  (b, t) =>
    b
      .update(t.sheets)
      .set({
        retiredAt: value('retiredAt'),
        retiredReason: value('retiredReason'),
        replacedBy: value('replacedBy'),
      })
      .where(ownRow(t.sheets, isNull(t.sheets.retiredAt))),
  { guarded: true },
)

/** Scans since the last time; quiet, because no page and no remembered row shows them. */
export const addScans = statement<
  Schema,
  { district: string; id: string; scans: number; at: number }
>(
  sheetsTables,
  'add scans',
  (b, t) =>
    b
      .update(t.sheets)
      .set({
        scans: sql`${t.sheets.scans} + ${value('scans')}`,
        lastScanAt: value('at'),
        // PostgreSQL takes a bare parameter in a case for text.
        quietSince: sql`case when ${t.sheets.hungAt} is null then null else cast(${value('at')} as bigint) end`,
      })
      .where(ownRow(t.sheets)),
  { quiet: true },
)

export const addScansOfDay = statement<
  Schema,
  { district: string; sheetId: string; day: string; scans: number }
>(sheetsTables, 'add scans of day', (b, t) =>
  b
    .insert(t.sheetDays)
    .values({
      district: value('district'),
      sheetId: value('sheetId'),
      day: value('day'),
      scans: value('scans'),
    })
    .onConflictDoUpdate({
      target: [t.sheetDays.district, t.sheetDays.sheetId, t.sheetDays.day],
      set: { scans: sql`${t.sheetDays.scans} + excluded.scans` },
    }),
)

/** Scans by day are kept for three years. [default] */
const KEEP_DAYS = 3 * 365 * DAY

/** Scans of single days that nobody looks at any more; the sum of all of them stays with the sheet. */
export const oldDays = endingRows(
  sheetsTables,
  'drop days before',
  (t) => t.sheetDays,
  (now) => ({ day: dayOf(now - KEEP_DAYS) }),
  ({ sheetDays: t }, { district, day }) => and(eq(t.district, district), lt(t.day, day)),
)

const factsById = query<
  Schema,
  { district: string; id: string },
  Pick<SheetRecord, 'format' | 'number' | 'place' | 'code'>
>(
  sheetsTables,
  'facts of sheet',
  (b, t) =>
    b
      .select({
        format: t.sheets.format,
        number: t.sheets.number,
        place: t.sheets.place,
        code: t.sheets.code,
      })
      .from(t.sheets)
      .where(ownRow(t.sheets)),
  { remembered: true },
)

/** What the page of a sheet's code says of it. */
export const lookUpSheetFacts = async (
  context: Context,
  id: string,
): Promise<Pick<SheetRecord, 'format' | 'number' | 'place' | 'code'> | null> =>
  (await context.db.query(factsById, { district: context.district, id }))[0] ?? null

export function sheetsByIds(context: Context, ids: readonly string[]): Promise<SheetRecord[]> {
  const { sheets: s } = context.db.tables(sheetsTables)
  return inChunks(ids, (chunk) =>
    context.db.read
      .select()
      .from(s)
      .where(and(eq(s.district, context.district), inArray(s.id, chunk))),
  )
}

export const findSheet = async (context: Context, id: string): Promise<SheetRecord | null> =>
  (await sheetsByIds(context, [id]))[0] ?? null

/** The first that hang, by number. */
export async function hungSheets(context: Context, limit: number): Promise<SheetRecord[]> {
  const { sheets: s } = context.db.tables(sheetsTables)
  return await context.db.read
    .select()
    .from(s)
    .where(and(eq(s.district, context.district), isNotNull(s.hungAt), isNull(s.retiredAt)))
    .orderBy(asc(s.number))
    .limit(limit)
}

export async function placementsOf(context: Context, sheetId: string): Promise<PlacementRecord[]> {
  const { sheetPlacements: p } = context.db.tables(sheetsTables)
  return await context.db.read
    .select()
    .from(p)
    .where(and(eq(p.district, context.district), eq(p.sheetId, sheetId)))
    .orderBy(asc(p.at), asc(p.id))
}

export async function findPlacement(context: Context, id: string): Promise<PlacementRecord | null> {
  const { sheetPlacements: p } = context.db.tables(sheetsTables)
  const rows = await context.db.read
    .select()
    .from(p)
    .where(and(eq(p.district, context.district), eq(p.id, id)))
  return rows[0] ?? null
}

/** Scans by sheet and day from that local day on. */
export function scansSince(context: Context, sheetIds: readonly string[], day: string) {
  const { sheetDays: d } = context.db.tables(sheetsTables)
  return inChunks(sheetIds, (chunk) =>
    context.db.read
      .select({ sheetId: d.sheetId, day: d.day, scans: d.scans })
      .from(d)
      .where(
        and(eq(d.district, context.district), inArray(d.sheetId, chunk), sql`${d.day} >= ${day}`),
      ),
  )
}

/** The sheets that carry these codes. */
export function sheetsOfCodes(
  context: Context,
  codes: readonly string[],
): Promise<Pick<SheetRecord, 'code' | 'id'>[]> {
  const { sheets: s } = context.db.tables(sheetsTables)
  return inChunks(codes, (chunk) =>
    context.db.read
      .select({ code: s.code, id: s.id })
      .from(s)
      .where(and(eq(s.district, context.district), inArray(s.code, chunk))),
  )
}
