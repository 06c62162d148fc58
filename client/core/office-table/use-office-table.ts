import type { ViewTable } from '@mashang/shared/views/views.words.ts'
import { type ComputedRef, computed, type MaybeRefOrGetter } from 'vue'
import type { TableColumn } from './columns.ts'
import { type TableState, useTableState } from './table-state.ts'
import { type ColumnChoice, useColumns } from './use-columns.ts'

/** A table of the office: what its address says, its columns, the name its views are kept under. */
export interface OfficeTableState extends TableState {
  name: ViewTable
  columns: ColumnChoice
  /** "key" is rising, "-key" falling; undefined: the server's own order, which no header shows. */
  sort: ComputedRef<string | undefined>
  /** What the rows are narrowed to and ordered by: the address without the page's own words. */
  asked: ComputedRef<Record<string, string>>
}

/** Words of the address that say how the table is shown, not which rows there are. */
const OWN = new Set(['page', 'before', 'after', 'view', 'columns'])

/**
 * Every table of the office begins with this: to say its columns is all it takes to have saved
 * views, a choice of columns and a state in the address.
 * @param start the order of a table that nobody sorted, where its headers show it
 */
export function useOfficeTable(
  name: ViewTable,
  columns: MaybeRefOrGetter<readonly TableColumn[]>,
  start?: string,
): OfficeTableState {
  const state = useTableState(start === undefined ? {} : { sort: start })
  const sort = computed(() => state.given.value.sort ?? start)
  return {
    ...state,
    name,
    columns: useColumns(name, columns, state),
    sort,
    asked: computed(() => ({
      ...Object.fromEntries(Object.entries(state.given.value).filter(([key]) => !OWN.has(key))),
      ...(sort.value === undefined ? {} : { sort: sort.value }),
    })),
  }
}
