import type { ContactPolicy } from '@mashang/shared/districts/districts.words.ts'
import type { LadderLevel } from '@mashang/shared/districts/ladder.words.ts'
import type { LimitsSet } from '@mashang/shared/districts/limits.rules.ts'
import { tables } from '../core/db/columns.ts'

/** What is kept in editions. */
export type EditionSubject = 'dictionary' | 'texts' | 'letters'

/** One county-level deployment unit: its own office, dictionaries, rosters, data. */
export const districtsTables = tables((c) => ({
  districts: c.table('districts', {
    id: c.text().notNull().primaryKey(),
    name: c.text().notNull(),
    shortName: c.text().notNull(),
    congress: c.text().notNull(),
    fallbackPhone: c.text().notNull(),
    contactPolicy: c.word<ContactPolicy>().notNull(),
    /** Days without a scan after which a sheet that hangs asks for a look. */
    silentAfterDays: c.integer().notNull().default(14),
    /** When whom is reminded of a running clock; null: the standard ladder. */
    ladder: c.json<LadderLevel[]>(),
    /** When the ladder was set; levels whose moment lies before do not count for clocks that ran. */
    ladderSince: c.moment().notNull().default(0),
    /** Every change of 时限与次数, oldest first; null: the standard ones. */
    limits: c.json<LimitsSet[]>(),
    /** Version of the newest; of two changes at once the second one notices. */
    limitsVersion: c.integer().notNull().default(1),
    /** Which edition of each holds now; the editions themselves are rows of their own. */
    dictionaryVersion: c.integer().notNull().default(1),
    textsVersion: c.integer().notNull().default(1),
    lettersVersion: c.integer().notNull().default(1),
    /** From when on the office's accounts need a second factor; null: it is left to them. */
    secondFactorFrom: c.moment(),
    /** Holds the demo's invented people; its accounts must never serve a real office. */
    demo: c.flag().notNull(),
    createdAt: c.moment().notNull(),
  }),
  /** What a district words for itself. A row is written once and never changed. */
  editions: c.table(
    'district_editions',
    {
      district: c.text().notNull(),
      subject: c.word<EditionSubject>().notNull(),
      /** From 2; 1 is what the system came with, and has no row. */
      version: c.integer().notNull(),
      content: c.json<unknown>().notNull(),
      /** What it changed, in words. */
      changes: c.json<string[]>().notNull(),
      /** The edition that it brought back; null: it was written. */
      backTo: c.integer(),
      by: c.text().notNull(),
      byName: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'district_editions_pk', columns: [t.district, t.subject, t.version] }),
    ],
  ),
}))
