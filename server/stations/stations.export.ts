import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import { stationKinds } from '@mashang/shared/stations/stations.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { findStations, type StationFilter } from './stations.list.ts'
import { stationView } from './stations.store.ts'

/** What anyone may know of a station; private numbers of its people never leave. */
const columns: readonly FileColumn<StationView>[] = [
  { of: 'name', title: '名称', cell: (row) => row.name },
  { of: 'kind', title: '类型', cell: (row) => stationKinds[row.kind] },
  { of: 'area', title: '片区', cell: (row) => row.area },
  { of: 'address', title: '地址', cell: (row) => row.address },
  { of: 'phone', title: '对外电话', cell: (row) => row.phone },
  { of: 'reception', title: '接待日', cell: (row) => row.receptionDay },
  { of: 'representatives', title: '在任代表', cell: (row) => row.representatives },
  { of: 'position', title: '纬度', cell: (row) => row.latitude },
  { of: 'position', title: '经度', cell: (row) => row.longitude },
]

/** The stations of a filter, of those that somebody sees, in the order of the table, as a file. */
export async function stationsFile(
  context: Context,
  filter: StationFilter,
  serving: ReadonlyMap<string, number>,
  actor: Actor,
): Promise<TableFile<StationView>> {
  const found = await findStations(context, filter, serving, actor)
  return {
    name: '代表家站',
    table: 'stations',
    columns,
    total: found.length,
    rows: inPieces(found.map((row) => stationView(row, serving.get(row.id) ?? 0))),
  }
}
