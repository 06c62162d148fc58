import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import { asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { derived } from '../core/db/derived.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import type { DistrictRecord } from '../districts/districts.store.ts'
import { findStation, type StationRecord } from '../stations/stations.store.ts'
import { representativesTables } from './representatives.table.ts'

type Schema = ReturnType<typeof representativesTables>
export type RepresentativeRecord = Schema['representatives']['$inferSelect']

const everyone = query<Schema, { district: string }, RepresentativeRecord>(
  representativesTables,
  'all representatives',
  (b, t) =>
    b
      .select()
      .from(t.representatives)
      .where(eq(t.representatives.district, value('district')))
      .orderBy(asc(t.representatives.createdAt), asc(t.representatives.id)),
  { remembered: true },
)

/** Everyone, serving or not, in the order of the roster. A district has at most a few thousand. */
export const allRepresentatives = (context: Context): Promise<readonly RepresentativeRecord[]> =>
  context.db.query(everyone, { district: context.district })

const byIds = derived(
  (rows: readonly RepresentativeRecord[]): ReadonlyMap<string, RepresentativeRecord> =>
    new Map(rows.map((row) => [row.id, row])),
)
/** Everyone by id, in the order of the roster. */
export const representativesById = async (context: Context) =>
  byIds(await allRepresentatives(context))

const byStations = derived((rows: readonly RepresentativeRecord[]) =>
  Map.groupBy(rows, ({ stationId }) => stationId),
)
/** Everyone of one station, in the order of the roster. */
export const representativesAt = async (
  context: Context,
  stationId: string,
): Promise<readonly RepresentativeRecord[]> =>
  byStations(await allRepresentatives(context)).get(stationId) ?? []

const byUnits = derived((rows: readonly RepresentativeRecord[]) =>
  Map.groupBy(rows, ({ electoralUnit }) => electoralUnit),
)
/** Everyone of the same electoral unit, then of the same station: from whom successors come. */
export async function besides(
  context: Context,
  { electoralUnit, stationId }: Pick<RepresentativeRecord, 'electoralUnit' | 'stationId'>,
): Promise<RepresentativeRecord[]> {
  const everyone = await allRepresentatives(context)
  const of = <Key>(groups: Map<Key, RepresentativeRecord[]>, key: Key) =>
    key === null ? [] : (groups.get(key) ?? [])
  return [
    ...new Set([...of(byUnits(everyone), electoralUnit), ...of(byStations(everyone), stationId)]),
  ]
}

const servingAt = derived((rows: readonly RepresentativeRecord[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { state, stationId } of rows)
    if (state === 'serving' && stationId !== null)
      counts.set(stationId, (counts.get(stationId) ?? 0) + 1)
  return counts
})
/** How many serving representatives each station has. */
export const servingByStation = async (context: Context): Promise<ReadonlyMap<string, number>> =>
  servingAt(await allRepresentatives(context))

export const insertRepresentative = insertInto(representativesTables, 'representatives')

/** What a roster says of a person, with what follows from it; portraits come by themselves. */
const ROSTER_COLUMNS = [
  'name',
  'pinyin',
  'initials',
  'sex',
  'ethnicity',
  'birth',
  'party',
  'education',
  'position',
  'electoralUnit',
  'stationId',
  'phone',
  'phoneHash',
  'level',
  'term',
  'group',
  'town',
  'area',
  'sector',
  'mongolian',
  'standingCommittee',
  'note',
  'state',
  'leftOn',
  'updatedAt',
] as const
export type RosterColumns = Pick<RepresentativeRecord, (typeof ROSTER_COLUMNS)[number]>

/** Where `was` is given, nobody may have changed it since that moment. */
export const updateRepresentative = statement<
  Schema,
  RosterColumns & Pick<RepresentativeRecord, 'district' | 'id'> & { was?: number | undefined }
>(
  representativesTables,
  'update representative',
  (b, t) =>
    b
      .update(t.representatives)
      .set(Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, value(column)])))
      .where(
        ownRow(
          t.representatives,
          eq(
            t.representatives.updatedAt,
            sql`coalesce(${value('was')}, ${t.representatives.updatedAt})`,
          ),
        ),
      ),
  { guarded: true },
)

/** In or out of office; guarded, so that of two clerks one wins. */
export const saveOffice = statement<
  Schema,
  Pick<RepresentativeRecord, 'district' | 'id' | 'state' | 'leftOn' | 'updatedAt'> & {
    before: RepresentativeRecord['state']
  }
>(
  representativesTables,
  'save office',
  (b, t) =>
    b
      .update(t.representatives)
      .set({ state: value('state'), leftOn: value('leftOn'), updatedAt: value('updatedAt') })
      .where(ownRow(t.representatives, eq(t.representatives.state, value('before')))),
  { guarded: true },
)

/** Name of a portrait's file in the store. */
export const portraitFile = (id: string, version: string): string =>
  `portraits/${id}-${version}.jpg`

export const savePortrait = statement<
  Schema,
  Pick<RepresentativeRecord, 'district' | 'id' | 'photo' | 'updatedAt'>
>(
  representativesTables,
  'save portrait',
  (b, t) =>
    b
      .update(t.representatives)
      .set({ photo: value('photo'), updatedAt: value('updatedAt') })
      .where(ownRow(t.representatives)),
  { guarded: true },
)

const byId = query<Schema, { district: string; id: string }, RepresentativeRecord>(
  representativesTables,
  'representative by id',
  (b, t) => b.select().from(t.representatives).where(ownRow(t.representatives)),
  { remembered: true },
)

export const lookUpRepresentative = async (
  context: Context,
  id: string,
): Promise<RepresentativeRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

/** "石拐区第十七届人大代表": the term as the roster has it, else as the district is set up. */
const congressWords = (row: RepresentativeRecord, district: CongressOf): string =>
  row.term === null ? district.congress : `${district.name}${row.term}人大代表`

/** What a card takes from its district. */
export type CongressOf = Pick<DistrictRecord, 'name' | 'congress'>

/** Where somebody's photo is; null: none is kept. */
export const photoUrlOf = ({
  id,
  photo,
}: Pick<RepresentativeRecord, 'id' | 'photo'>): string | null =>
  photo === null ? null : `/api/representatives/${id}/photo?v=${photo}`

/** A representative as anyone may see one. */
export function representativeCard(
  row: RepresentativeRecord,
  station: Pick<StationRecord, 'id' | 'name'> | null,
  district: CongressOf,
): RepresentativeCard {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    congress: congressWords(row, district),
    unit: row.electoralUnit,
    station: station === null ? null : { id: station.id, name: station.name },
    area: row.area,
    post: row.position,
    ...(row.mongolian === null ? {} : { mongolian: row.mongolian }),
    photoUrl: photoUrlOf(row),
  }
}

export async function cardOf(
  context: Context,
  row: RepresentativeRecord,
  district: CongressOf,
): Promise<RepresentativeCard> {
  const station = row.stationId === null ? null : await findStation(context, row.stationId)
  return representativeCard(row, station, district)
}
