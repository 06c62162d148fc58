import type { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import type { z } from 'zod'
import { type Actor, isBeyond } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { answersTo } from '../core/pinyin.ts'
import { allStations, stationView } from './stations.store.ts'

type Query = z.output<NonNullable<typeof stationsApi.rows.query>>
type Reply = z.input<NonNullable<typeof stationsApi.rows.reply>>
/** What the table and its export are narrowed to, and their order. */
export type StationFilter = Pick<Query, 'q' | 'kind' | 'area' | 'sort'> & {
  /** Chosen one by one. */
  ids?: readonly string[]
}

const collator = new Intl.Collator('zh-CN')
const by: Record<string, (a: StationView, b: StationView) => number> = {
  name: (a, b) => collator.compare(a.name, b.name),
  kind: (a, b) => collator.compare(a.kind, b.kind),
  area: (a, b) => collator.compare(a.area ?? '', b.area ?? ''),
  representatives: (a, b) => a.representatives - b.representatives,
}

/** By a column, "-" falling; in the roster's order where no column is named. */
function inOrder(stations: StationView[], sort: StationFilter['sort']): StationView[] {
  const compare = by[sort?.replace('-', '') ?? '']
  if (compare === undefined) return stations
  const turn = sort?.startsWith('-') ? -1 : 1
  return stations.sort((a, b) => turn * compare(a, b) || collator.compare(a.name, b.name))
}

/** The stations of a filter, of those that somebody sees, in order. */
export async function findStations(
  context: Context,
  { ids, q = '', kind, area, sort }: StationFilter,
  serving: ReadonlyMap<string, number>,
  actor: Actor,
): Promise<StationView[]> {
  const chosen = ids && new Set(ids)
  const found = (await allStations(context)).filter(
    (row) =>
      chosen?.has(row.id) !== false &&
      !isBeyond(actor, row.id) &&
      (kind === undefined || row.kind === kind) &&
      (area === undefined || row.area === area) &&
      (q === '' || answersTo(q, { name: row.name, places: [row.area, row.address] }, 'place')),
  )
  const views = found.map((row) => stationView(row, serving.get(row.id) ?? 0))
  return inOrder(views, sort)
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
  const items = found.slice((page - 1) * size, page * size)
  return { items, total: found.length, page, size }
}
