import { type ComputedRef, computed, type Ref, ref } from 'vue'
import { type Action, useAction } from '../action.ts'

/** The most rows that one request gives. */
const FETCH = 200

/** Every row that a list holds, page by page. Throws CallFailure. */
export async function everyRow<Row>(
  fetchPage: (page: number, size: number) => Promise<{ items: Row[]; total: number }>,
  most = Number.POSITIVE_INFINITY,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; page++) {
    const found = await fetchPage(page, FETCH)
    rows.push(...found.items)
    if (found.items.length === 0 || rows.length >= Math.min(found.total, most)) return rows
  }
}

export interface Choice<Row extends { id: string }> {
  /** What is chosen, on this page and on others. */
  chosen: Ref<Map<string, Row>>
  has: (id: string) => boolean
  /** Whether every row of this page is chosen. */
  whole: ComputedRef<boolean>
  /** Chooses a row or drops it; with `reach` (the Shift key) all rows since the last one as well. */
  toggle: (row: Row, reach?: boolean) => void
  toggleWhole: () => void
  clear: () => void
  /** More than this cannot be done at once. */
  most: number
  /** Chooses every row that the filter finds, not only those of this page; at most `most`. */
  everything: Action<[], void>
}

/**
 * Many rows chosen in a table, over its pages.
 * @param most what is done with them takes so many at once
 */
export function useChoice<Row extends { id: string }>(
  rows: Ref<readonly Row[]>,
  fetchPage: (page: number, size: number) => Promise<{ items: Row[]; total: number }>,
  most = Number.POSITIVE_INFINITY,
): Choice<Row> {
  const chosen = ref(new Map()) as Ref<Map<string, Row>>
  const whole = computed(
    () => rows.value.length > 0 && rows.value.every((row) => chosen.value.has(row.id)),
  )
  let last: string | undefined
  function put(given: readonly Row[], on: boolean): void {
    const next = new Map(chosen.value)
    for (const row of given) {
      if (on) next.set(row.id, row)
      else next.delete(row.id)
    }
    chosen.value = next
  }
  function toggle(row: Row, reach = false): void {
    const on = !chosen.value.has(row.id)
    const from = rows.value.findIndex((one) => one.id === last)
    const to = rows.value.findIndex((one) => one.id === row.id)
    if (reach && from >= 0) {
      put(rows.value.slice(Math.min(from, to), Math.max(from, to) + 1), on)
    } else put([row], on)
    last = row.id
  }
  return {
    chosen,
    has: (id) => chosen.value.has(id),
    whole,
    toggle,
    toggleWhole: () => put(rows.value, !whole.value),
    clear: () => {
      chosen.value = new Map()
    },
    most,
    everything: useAction(async () => put((await everyRow(fetchPage, most)).slice(0, most), true)),
  }
}
