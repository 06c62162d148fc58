import type { MatterKind } from '@mashang/shared/lineage/lineage.words.ts'
import { tables } from '../core/db/columns.ts'

export const lineageTables = tables((c) => ({
  /** Which matter came out of which, of whatever kinds. */
  lineageLinks: c.table(
    'lineage_links',
    {
      district: c.text().notNull(),
      fromKind: c.word<MatterKind>().notNull(),
      fromId: c.text().notNull(),
      toKind: c.word<MatterKind>().notNull(),
      toId: c.text().notNull(),
      madeAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'lineage_links_pk',
        columns: [t.district, t.fromKind, t.fromId, t.toKind, t.toId],
      }),
      c.index('lineage_links_by_to').on(t.district, t.toKind, t.toId),
    ],
  ),
}))
