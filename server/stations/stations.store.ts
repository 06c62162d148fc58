import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import { asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { derived } from '../core/db/derived.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { stationsTables } from './stations.table.ts'

type Schema = ReturnType<typeof stationsTables>
export type StationRecord = Schema['stations']['$inferSelect']

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

/** Where `was` is given, nobody may have changed it since that moment. */
export const updateStation = statement<
  ReturnType<typeof stationsTables>,
  Pick<StationRecord, 'district' | 'id' | (typeof ROSTER_COLUMNS)[number]> & {
    was?: number | undefined
  }
>(
  stationsTables,
  'update station',
  (b, t) =>
    b
      .update(t.stations)
      .set(Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, value(column)])))
      .where(
        ownRow(
          t.stations,
          eq(t.stations.updatedAt, sql`coalesce(${value('was')}, ${t.stations.updatedAt})`),
        ),
      ),
  { guarded: true },
)

const everyStation = query<Schema, { district: string }, StationRecord>(
  stationsTables,
  'all stations',
  (b, t) =>
    b
      .select()
      .from(t.stations)
      .where(eq(t.stations.district, value('district')))
      .orderBy(asc(t.stations.createdAt), asc(t.stations.id)),
  { remembered: true },
)

export const allStations = (context: Context): Promise<readonly StationRecord[]> =>
  context.db.query(everyStation, { district: context.district })

const byIds = derived(
  (rows: readonly StationRecord[]): ReadonlyMap<string, StationRecord> =>
    new Map(rows.map((row) => [row.id, row])),
)
/** Every station by id. */
export const stationsById = async (context: Context) => byIds(await allStations(context))

const namesById = derived(
  (rows: readonly StationRecord[]): ReadonlyMap<string, string> =>
    new Map(rows.map(({ id, name }) => [id, name])),
)
/** What every station is called, by its id. */
export const stationNames = async (context: Context) => namesById(await allStations(context))

const byId = query<Schema, { district: string; id: string }, StationRecord>(
  stationsTables,
  'station by id',
  (b, t) => b.select().from(t.stations).where(ownRow(t.stations)),
  { remembered: true },
)

export const findStation = async (context: Context, id: string): Promise<StationRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

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
