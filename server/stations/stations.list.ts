import type { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { z } from 'zod'
import { type Actor, isBeyond, seesDistrict } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { answersTo } from '../core/pinyin.ts'
import { allStations, type StationRecord, stationView } from './stations.store.ts'

type Query = z.output<NonNullable<typeof stationsApi.rows.query>>
type Reply = z.input<NonNullable<typeof stationsApi.rows.reply>>
/** What the table and its export are narrowed to, and their order. */
export type StationFilter = Pick<Query, 'q' | 'kind' | 'area' | 'sort'> & {
  /** Chosen one by one. */
  ids?: readonly string[]
}

const collator = new Intl.Collator('zh-CN')

/** By a column, "-" falling; in the roster's order where no column is named. */
function inOrder(
  stations: readonly StationRecord[],
  sort: StationFilter['sort'],
  serving: ReadonlyMap<string, number>,
): readonly StationRecord[] {
  const by: Record<string, (a: StationRecord, b: StationRecord) => number> = {
    name: (a, b) => collator.compare(a.name, b.name),
    kind: (a, b) => collator.compare(a.kind, b.kind),
    area: (a, b) => collator.compare(a.area ?? '', b.area ?? ''),
    representatives: (a, b) => (serving.get(a.id) ?? 0) - (serving.get(b.id) ?? 0),
  }
  const compare = by[sort?.replace('-', '') ?? '']
  if (compare === undefined) return stations
  const turn = sort?.startsWith('-') ? -1 : 1
  return stations.toSorted((a, b) => turn * compare(a, b) || collator.compare(a.name, b.name))
}

/** The stations of a filter, of those that somebody sees, in order. */
export async function findStations(
  context: Context,
  { ids, q = '', kind, area, sort }: StationFilter,
  serving: ReadonlyMap<string, number>,
  actor: Actor,
): Promise<readonly StationRecord[]> {
  const chosen = ids && new Set(ids)
  const conditions: ((row: StationRecord) => boolean)[] = [
    ...(chosen ? [({ id }: StationRecord) => chosen.has(id)] : []),
    ...(seesDistrict(actor) ? [] : [({ id }: StationRecord) => !isBeyond(actor, id)]),
    ...(kind ? [(row: StationRecord) => row.kind === kind] : []),
    ...(area ? [(row: StationRecord) => row.area === area] : []),
    ...(q
      ? [
          ({ name, area, address }: StationRecord) =>
            answersTo(q, { name, places: [area, address] }, 'place'),
        ]
      : []),
  ]
  const all = await allStations(context)
  // Nothing to look at each of them for where nothing narrows them.
  const found =
    conditions.length === 0 ? all : all.filter((row) => conditions.every((holds) => holds(row)))
  return inOrder(found, sort, serving)
}

/** One page of the office's table of stations. */
export async function listStations(
  context: Context,
  query: Query,
  serving: ReadonlyMap<string, number>,
  actor: Actor,
): Promise<Reply> {
  const found = await findStations(context, query, serving, actor)
  const { page, size } = query
  const shown = found.slice((page - 1) * size, page * size)
  const items = shown.map((row) => stationView(row, serving.get(row.id) ?? 0))
  return { items, total: found.length, page, size }
}
