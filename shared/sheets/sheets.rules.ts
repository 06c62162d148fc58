import { DAY, type EpochMs } from '../core/clock.ts'
import type { Role } from '../core/endpoint.ts'
import { calendarDaysBetween, localParts } from '../core/local-time.ts'
import { type SheetFormat, sheetTitles } from './formats.words.ts'
import { type SheetState, sheetNumber } from './sheets.words.ts'

/** What a sheet's state follows from. */
export interface SheetLife {
  hungAt: EpochMs | null
  retiredAt: EpochMs | null
  replacedBy: string | null
  quietSince: EpochMs | null
}

export function sheetStateOf(sheet: Omit<SheetLife, 'quietSince'>): SheetState {
  if (sheet.retiredAt !== null) return sheet.replacedBy === null ? 'revoked' : 'replaced'
  return sheet.hungAt === null ? 'printed' : 'hung'
}

/** Sheets that are quiet since then or longer are silent now. */
export const silentBefore = (now: EpochMs, silentAfterDays: number): EpochMs =>
  now - silentAfterDays * DAY

/** It hangs, and nobody scanned it for the district's number of days. */
export const isSilent = (sheet: SheetLife, now: EpochMs, silentAfterDays: number): boolean =>
  sheetStateOf(sheet) === 'hung' &&
  sheet.quietSince !== null &&
  sheet.quietSince <= silentBefore(now, silentAfterDays)

/** "海报 0137" */
export const sheetTitle = (sheet: { format: SheetFormat; number: number }): string =>
  `${sheetTitles[sheet.format]} ${sheetNumber(sheet.number)}`

/** Days that a sheet's history shows, and how many of them make one bar of its little chart. */
export const HISTORY_DAYS = 56
const WEEK = 7

/** "2026-11-24": the local day of a moment. */
export function dayOf(at: EpochMs): string {
  const { year, month, day } = localParts(at)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The last 56 local days, oldest first, today included. */
export const historyDays = (now: EpochMs): string[] =>
  Array.from({ length: HISTORY_DAYS }, (_, index) => dayOf(now - (HISTORY_DAYS - 1 - index) * DAY))

/** Counts by day as eight sums, oldest first; what is older is left out. */
export function weeksOf(days: Iterable<{ day: string; scans: number }>, now: EpochMs): number[] {
  const weeks = Array.from({ length: HISTORY_DAYS / WEEK }, () => 0)
  for (const { day, scans } of days) {
    const ago = calendarDaysBetween(Date.parse(`${day}T00:00:00+08:00`), now)
    const week = weeks.length - 1 - Math.floor(ago / WEEK)
    if (week >= 0 && week < weeks.length) weeks[week] = (weeks[week] as number) + scans
  }
  return weeks
}

/** Whom a sheet belongs to, as far as rights depend on it. */
export interface SheetOwner {
  subjectKind: 'representative' | 'station'
  subjectId: string
  stationId: string | null
}

interface Reader {
  role: Role
  representativeId: string | null
  stationId: string | null
  stationIds?: readonly string[]
}

const ofTheirStation = (sheet: SheetOwner, reader: Reader): boolean =>
  sheet.stationId !== null && (reader.stationIds ?? [reader.stationId]).includes(sheet.stationId)

const theirOwn = (sheet: SheetOwner, reader: Reader): boolean =>
  reader.representativeId !== null &&
  sheet.subjectKind === 'representative' &&
  sheet.subjectId === reader.representativeId

/**
 * Office sees all sheets, or those of the stations that an account of it has; a liaison the station's,
 * a representative their own.
 */
export function maySeeSheet(sheet: SheetOwner, reader: Reader): boolean {
  switch (reader.role) {
    case 'office':
      return reader.stationId === null || ofTheirStation(sheet, reader)
    case 'department':
      return false
    case 'liaison':
      return ofTheirStation(sheet, reader)
    case 'representative':
      return theirOwn(sheet, reader)
  }
}

/**
 * Who may record where it hangs: who sees it, and representatives for colleagues of their station,
 * because whoever goes round a village hangs all of them.
 */
export const mayHangSheet = (sheet: SheetOwner, reader: Reader): boolean =>
  maySeeSheet(sheet, reader) || (reader.role === 'representative' && ofTheirStation(sheet, reader))
