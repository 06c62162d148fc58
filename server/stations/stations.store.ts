import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { stationsTables } from './stations.table.ts'

export type StationRecord = ReturnType<typeof stationsTables>['stations']['$inferSelect']

export const insertStation = insertInto(stationsTables, 'stations')

const ROSTER_COLUMNS = [
  'name',
  'kind',
  'area',
  'town',
  'address',
  'latitude',
  'longitude',
  'head',
  'headPhone',
  'liaison',
  'liaisonPhone',
  'phone',
  'hours',
  'note',
  'updatedAt',
] as const

export const updateStation = statement<
  ReturnType<typeof stationsTables>,
  Pick<StationRecord, 'district' | 'id' | (typeof ROSTER_COLUMNS)[number]>
>(
  stationsTables,
  'update station',
  (b, t) =>
    b
      .update(t.stations)
      .set(Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, value(column)])))
      .where(and(eq(t.stations.district, value('district')), eq(t.stations.id, value('id')))),
  { guarded: true },
)

export async function allStations(context: Context): Promise<StationRecord[]> {
  const { stations } = context.db.tables(stationsTables)
  return await context.db.read
    .select()
    .from(stations)
    .where(eq(stations.district, context.district))
    .orderBy(asc(stations.createdAt), asc(stations.id))
}

export async function findStation(context: Context, id: string): Promise<StationRecord | null> {
  const { stations } = context.db.tables(stationsTables)
  const rows = await context.db.read
    .select()
    .from(stations)
    .where(and(eq(stations.district, context.district), eq(stations.id, id)))
  return rows[0] ?? null
}

/** A station as anyone may see it; `representatives` is how many serve there. */
export const stationView = (row: StationRecord, representatives: number): StationView => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  area: row.area,
  address: row.address,
  latitude: row.latitude,
  longitude: row.longitude,
  phone: row.phone,
  receptionDay: row.hours,
  representatives,
})
