import { type OfficeCalendar, WARN_WEEKS } from '@mashang/shared/calendars/calendar-edit.rules.ts'
import { calendarErrors } from '@mashang/shared/calendars/calendars.errors.ts'
import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { type WorkCalendar, workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { desc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, query, value, type Write } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { calendarsTables } from './calendars.table.ts'

type Schema = ReturnType<typeof calendarsTables>
export type CalendarRecord = Schema['calendars']['$inferSelect']

export const insertCalendar = insertInto(calendarsTables, 'calendars')

const insertCounter = insertInto(ledgerTables, 'counters')

/** Takes it upon itself to note that a year is missing. AlreadyThere: another process has. */
export const claimMissingYear = (district: string, year: number): Write =>
  insertCounter({ district, name: `calendar-year-missing ${year}`, value: 1 })

/** A calendar, whole and ready to count by, with the version that clocks are stamped with. */
export interface VersionedCalendar {
  version: number
  content: OfficeCalendar
  calendar: WorkCalendar
}

const shipped: VersionedCalendar = {
  version: 0,
  content: { ...shippedCalendar, warnWeeks: WARN_WEEKS },
  calendar: workCalendar(shippedCalendar),
}

const latest = query<Schema, { district: string }, CalendarRecord>(
  calendarsTables,
  'latest calendar',
  (b, { calendars: c }) =>
    b
      .select()
      .from(c)
      .where(eq(c.district, value('district')))
      .orderBy(desc(c.version))
      .limit(1),
  { remembered: true },
)

/** Rows are remembered as long as nobody saves a new version; so is what was made of them. */
const made = new WeakMap<CalendarRecord, VersionedCalendar>()

function versioned(row: CalendarRecord): VersionedCalendar {
  const known = made.get(row)
  if (known !== undefined) return known
  // A year that was shipped after this version was saved fills a gap; it changes nothing counted.
  const years = { ...shippedCalendar.years, ...row.years }
  const content = { years, hours: row.hours, warnWeeks: row.warnWeeks }
  const fresh = { version: row.version, content, calendar: workCalendar(content) }
  made.set(row, fresh)
  return fresh
}

/** What counts now: the district's last version, or what was shipped. */
export async function calendarNow(context: Context): Promise<VersionedCalendar> {
  const row = (await context.db.query(latest, { district: context.district }))[0]
  return row === undefined ? shipped : versioned(row)
}

/** Every edit, newest first. */
export async function allCalendars(context: Context): Promise<CalendarRecord[]> {
  const { calendars: c } = context.db.tables(calendarsTables)
  return await context.db.read
    .select()
    .from(c)
    .where(eq(c.district, context.district))
    .orderBy(desc(c.version))
}

/** One version, also an old one; a running clock goes on by the one that it was counted by. */
export async function calendarOf(context: Context, version: number): Promise<VersionedCalendar> {
  if (version === 0) return shipped
  const now = await calendarNow(context)
  if (now.version === version) return now
  const row = (await allCalendars(context)).find((one) => one.version === version)
  if (row === undefined) throw new Failure(calendarErrors.versionUnknown)
  return versioned(row)
}
