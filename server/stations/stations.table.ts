import type { StationKind } from '@mashang/shared/stations/stations.words.ts'
import { tables } from '../core/db/columns.ts'

export const stationsTables = tables((c) => ({
  stations: c.table(
    'stations',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      kind: c.word<StationKind>().notNull(),
      area: c.text(),
      town: c.text(),
      address: c.text(),
      latitude: c.real(),
      longitude: c.real(),
      head: c.text(),
      /** Sealed: private numbers of the head and the liaison. */
      headPhone: c.text(),
      liaison: c.text(),
      liaisonPhone: c.text(),
      /** The number that the public may call. */
      phone: c.text(),
      hours: c.text(),
      note: c.text(),
      createdAt: c.moment().notNull(),
      updatedAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'stations_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('stations_name').on(t.district, t.name),
    ],
  ),
}))
