import { tables } from '../core/db/columns.ts'

export const receptionsTables = tables((c) => ({
  /** 值班表: when which representative is at which station. */
  stationDuties: c.table(
    'station_duties',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      stationId: c.text().notNull(),
      representativeId: c.text().notNull(),
      startsAt: c.moment().notNull(),
      endsAt: c.moment().notNull(),
      /** Grows with every swap, so that of two at once the second one notices. */
      revision: c.integer().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'station_duties_pk', columns: [t.district, t.id] }),
      c
        .uniqueIndex('station_duties_once')
        .on(t.district, t.stationId, t.startsAt, t.representativeId),
      c.index('station_duties_by_end').on(t.district, t.endsAt),
    ],
  ),
}))
