import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import type { TableColumn } from '../core/office-table/columns.ts'

export const stationColumns: readonly TableColumn[] = [
  { key: 'name', words: '名称', sort: 'name', fixed: true },
  { key: 'kind', words: '类型', sort: 'kind', narrow: true },
  { key: 'area', words: '片区', sort: 'area', narrow: true },
  { key: 'address', words: '地址' },
  { key: 'phone', words: '电话', narrow: true },
  { key: 'reception', words: '接待日' },
  { key: 'position', words: '位置', narrow: true, off: true },
  { key: 'representatives', words: '代表', sort: 'representatives', narrow: true },
]

const collator = new Intl.Collator('zh-CN')

/** Stations by a column, "-" falling; in the roster's order where no column is named. */
export function inStationOrder(
  stations: readonly StationView[],
  sort: string | undefined,
): StationView[] {
  const by: Record<string, (a: StationView, b: StationView) => number> = {
    name: (a, b) => collator.compare(a.name, b.name),
    kind: (a, b) => collator.compare(a.kind, b.kind),
    area: (a, b) => collator.compare(a.area ?? '', b.area ?? ''),
    representatives: (a, b) => a.representatives - b.representatives,
  }
  const compare = by[sort?.replace('-', '') ?? '']
  if (!compare) return [...stations]
  const turn = sort?.startsWith('-') ? -1 : 1
  return [...stations].sort((a, b) => turn * compare(a, b) || collator.compare(a.name, b.name))
}
