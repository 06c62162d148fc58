import type { ContactExport } from '@mashang/shared/issues/contact-exports.rules.ts'
import { tables } from '../core/db/columns.ts'

export const contactExportsTables = tables((c) => ({
  /** Requests for the contacts of many matters: one asks, another one says yes. */
  contactExports: c.table(
    'contact_exports',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      state: c.word<ContactExport['state']>().notNull(),
      /** Exactly these were asked for, whatever the filter would find later. */
      issueIds: c.json<string[]>().notNull(),
      reason: c.text().notNull(),
      askedBy: c.text().notNull(),
      askedAt: c.moment().notNull(),
      decidedBy: c.text(),
      decidedAt: c.moment(),
      decision: c.text(),
      downloadedAt: c.moment(),
      expiresAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'contact_exports_pk', columns: [t.district, t.id] }),
      c.index('contact_exports_by_time').on(t.district, t.askedAt),
    ],
  ),
}))
