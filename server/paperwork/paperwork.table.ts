import type { PaperKind } from '@mashang/shared/paperwork/paperwork.words.ts'
import { tables } from '../core/db/columns.ts'

export const paperworkTables = tables((c) => ({
  /** What the office wrote down from paper; one that was wrong is taken back, and both stay. */
  papers: c.table(
    'papers',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      representativeId: c.text().notNull(),
      kind: c.word<PaperKind>().notNull(),
      title: c.text().notNull(),
      /** The local day on which it was done, as its first moment. */
      on: c.moment().notNull(),
      /** With whom; null: alone. */
      partner: c.text(),
      outcome: c.text().notNull(),
      /** Number or name of the paper that says so. */
      reference: c.text().notNull(),
      accountId: c.text().notNull(),
      createdAt: c.moment().notNull(),
      withdrawnAt: c.moment(),
      withdrawal: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'papers_pk', columns: [t.district, t.id] }),
      c.index('papers_of_representative').on(t.district, t.representativeId),
    ],
  ),
}))
