import {
  changesOf,
  missingYear,
  type OfficeCalendar,
} from '@mashang/shared/calendars/calendar-edit.rules.ts'
import { readCalendarRows } from '@mashang/shared/calendars/calendar-file.rules.ts'
import { calendarErrors } from '@mashang/shared/calendars/calendars.errors.ts'
import type {
  CalendarDraft,
  CalendarFile,
  CalendarForecast,
  CalendarSave,
  CalendarVersion,
  CalendarView,
  MovedClock,
} from '@mashang/shared/calendars/calendars.model.ts'
import { dayKinds } from '@mashang/shared/calendars/calendars.words.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { csvOf } from '@mashang/shared/core/csv.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  allCalendars,
  type CalendarRecord,
  calendarNow,
  calendarOf,
  insertCalendar,
  type VersionedCalendar,
} from './calendars.store.ts'

/** What another calendar does to the clocks that run, and the writes that would do it. */
export interface Recount {
  moved: MovedClock[]
  kept: number
  writes: Write[]
  facts: Fact[]
}

/** What the features above hand in: their running clocks, and how a spreadsheet is read. */
export interface CalendarFriends {
  recount(next: Pick<VersionedCalendar, 'version' | 'calendar'>): Promise<Recount>
  readSheets(bytes: Uint8Array, name: string): Promise<readonly (readonly (readonly unknown[])[])[]>
}

const contentOf = (draft: CalendarDraft): OfficeCalendar => ({
  years: Object.fromEntries(
    draft.years.map(({ year, days }) => [
      year,
      [...days].sort((a, b) => (a.date < b.date ? -1 : 1)),
    ]),
  ),
  hours: draft.hours,
  warnWeeks: draft.warnWeeks,
})

export async function showCalendar(context: Context, version?: number): Promise<CalendarView> {
  const now = await calendarNow(context)
  const shown = version === undefined ? now : await calendarOf(context, version)
  const missing = missingYear(now.content, context.clock.now())
  return {
    version: shown.version,
    current: shown.version === now.version,
    years: Object.entries(shown.content.years).map(([year, days]) => ({
      year: Number(year),
      days: [...days],
    })),
    hours: shown.content.hours.map((day) => [...day]),
    warnWeeks: shown.content.warnWeeks,
    missing: missing && { ...missing, from: toIso(missing.from) },
    serverTime: toIso(context.clock.now()),
  }
}

/** Loads what the draft would replace, and decides what follows; writes nothing. */
async function weigh(context: Context, draft: CalendarDraft, friends: CalendarFriends) {
  const before = await calendarNow(context)
  if (before.version !== draft.basedOn) throw new Failure(calendarErrors.changedMeanwhile)
  const content = contentOf(draft)
  const changes = changesOf(before.content, content)
  if (changes.length === 0) throw new Failure(calendarErrors.nothingChanged)
  const version = before.version + 1
  const recount = await friends.recount({ version, calendar: workCalendar(content) })
  return { version, content, changes, recount }
}

/** Which running clocks a draft would move, and by how much. */
export async function forecast(
  context: Context,
  draft: CalendarDraft,
  friends: CalendarFriends,
): Promise<CalendarForecast> {
  const { changes, recount } = await weigh(context, draft, friends)
  return { changes, moved: recount.moved, kept: recount.kept }
}

/** How often a save looks again where a clock was stopped or paused at the same moment. */
const TRIES = 3

/**
 * A new version. In the same commit every running clock is counted anew; what was stopped stays as
 * it was, and so do earlier versions.
 */
export async function saveCalendar(
  context: Context,
  { reason, ...draft }: CalendarSave,
  actor: Actor,
  friends: CalendarFriends,
): Promise<CalendarVersion> {
  for (let left = TRIES; ; left--) {
    const { version, content, changes, recount } = await weigh(context, draft, friends)
    const row: CalendarRecord = {
      district: context.district,
      version,
      years: Object.fromEntries(
        Object.entries(content.years).map(([year, days]) => [year, [...days]]),
      ),
      hours: content.hours.map((day) => [...day]),
      warnWeeks: content.warnWeeks,
      reason,
      by: actor.accountId,
      byName: actor.name,
      at: context.clock.now(),
      changes,
      moved: recount.moved,
      kept: recount.kept,
    }
    const saved: Fact = {
      at: row.at,
      type: 'calendar.saved',
      actor: { kind: 'account', id: actor.accountId },
      subject: { kind: 'calendar', id: String(version) },
      data: { changes: changes.length, moved: recount.moved.length, kept: recount.kept },
    }
    try {
      await context.db.commit(
        context.district,
        [insertCalendar(row), ...recount.writes],
        [saved, ...recount.facts],
      )
      return versionView(row)
    } catch (error) {
      if (error instanceof AlreadyThere) throw new Failure(calendarErrors.changedMeanwhile)
      if (!(error instanceof Conflict) || left <= 1) throw error
    }
  }
}

const versionView = (row: CalendarRecord): CalendarVersion => ({
  version: row.version,
  reason: row.reason,
  by: row.byName,
  at: toIso(row.at),
  changes: row.changes,
  moved: row.moved,
  kept: row.kept,
})

export const listVersions = async (context: Context): Promise<CalendarVersion[]> =>
  (await allCalendars(context)).map(versionView)

/** Reads a file's first sheet that holds anything; nothing is saved. */
export async function readCalendarFile(
  bytes: Uint8Array,
  name: string,
  friends: CalendarFriends,
): Promise<CalendarFile> {
  const sheets = await friends.readSheets(bytes, name).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error
    throw new Failure(calendarErrors.fileUnread, { cause: error })
  })
  const rows = sheets.find((sheet) => sheet.length > 0) ?? []
  return readCalendarRows(rows.map((cells) => cells.map(cellText)))
}

/** A spreadsheet's own dates come as midnight UTC of the day. */
const cellText = (cell: unknown): string =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')

/** The table as it can be read again, in the order of the days. */
export async function calendarCsv(context: Context, version?: number): Promise<string> {
  const { years } = await showCalendar(context, version)
  const days = years.sort((a, b) => a.year - b.year).flatMap((year) => year.days)
  return csvOf([
    ['日期', '名称', '休/班'],
    ...days.map(({ date, name, kind }) => [date, name, dayKinds[kind]]),
  ])
}
