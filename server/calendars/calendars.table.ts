import type { MovedClock } from '@mashang/shared/calendars/calendars.model.ts'
import type { Hours, SpecialDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { tables } from '../core/db/columns.ts'

/** Versions of the working calendar. A row is written once and never changed. */
export const calendarsTables = tables((c) => ({
  calendars: c.table(
    'calendars',
    {
      district: c.text().notNull(),
      /** From 1; 0 is what the system was shipped with, and has no row. */
      version: c.integer().notNull(),
      years: c.json<Record<string, SpecialDay[]>>().notNull(),
      hours: c.json<Hours[][]>().notNull(),
      warnWeeks: c.integer().notNull(),
      reason: c.text().notNull(),
      by: c.text().notNull(),
      byName: c.text().notNull(),
      at: c.moment().notNull(),
      /** What it changed, in words, and which running clocks it moved. */
      changes: c.json<string[]>().notNull(),
      moved: c.json<MovedClock[]>().notNull(),
      kept: c.integer().notNull(),
    },
    (t) => [c.primaryKey({ name: 'calendars_pk', columns: [t.district, t.version] })],
  ),
}))
