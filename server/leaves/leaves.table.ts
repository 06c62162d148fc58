import { tables } from '../core/db/columns.ts'

export const leavesTables = tables((c) => ({
  /** Days on which a representative is away, and who looks after what comes meanwhile. */
  leaves: c.table(
    'leaves',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      representativeId: c.text().notNull(),
      standInKind: c.word<'representative' | 'station'>().notNull(),
      standInId: c.text().notNull(),
      startsAt: c.moment().notNull(),
      /** The moment after its last day; earlier where it was ended early. */
      endsAt: c.moment().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'leaves_pk', columns: [t.district, t.id] }),
      // The same form sent twice is one leave.
      c.uniqueIndex('leaves_once').on(t.district, t.representativeId, t.startsAt, t.endsAt),
      c.index('leaves_by_end').on(t.district, t.endsAt),
    ],
  ),
}))
