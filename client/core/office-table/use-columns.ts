import { type ComputedRef, computed, type MaybeRefOrGetter, ref, toValue } from 'vue'
import { changedKeys, keysIn, shownColumns, type TableColumn } from './columns.ts'
import type { TableState } from './table-state.ts'

export interface ColumnChoice {
  table: string
  all: ComputedRef<readonly TableColumn[]>
  shown: ComputedRef<TableColumn[]>
  show: (key: string, on: boolean) => void
  /** The usual ones again. */
  reset: () => void
  usual: ComputedRef<boolean>
}

const nameOf = (table: string): string => `mashang:columns:${table}`

/**
 * Which columns a table shows: what the address says, so that a link shows the same to everybody;
 * else what was last chosen on this device.
 */
export function useColumns(
  table: string,
  columns: MaybeRefOrGetter<readonly TableColumn[]>,
  state: Pick<TableState, 'given' | 'narrow'>,
): ColumnChoice {
  const remembered = ref(localStorage.getItem(nameOf(table)))
  const all = computed(() => toValue(columns))
  const wanted = computed(() => keysIn(state.given.value.columns ?? remembered.value))
  const shown = computed(() => shownColumns(all.value, wanted.value))
  function keep(words: string | null): void {
    remembered.value = words
    if (words === null) localStorage.removeItem(nameOf(table))
    else localStorage.setItem(nameOf(table), words)
    state.narrow({ columns: words ?? undefined, page: state.given.value.page })
  }
  return {
    table,
    all,
    shown,
    show: (key, on) => keep(changedKeys(all.value, shown.value, key, on).join(',')),
    reset: () => keep(null),
    usual: computed(() => wanted.value === null),
  }
}
