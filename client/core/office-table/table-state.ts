import { type ComputedRef, computed, type Ref, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSettled } from '../use-settled.ts'
import { givenIn, pageIn, turnedSort } from './table-address.ts'

/** What a table is narrowed to, as its address says it. */
export type Narrowing = Record<string, string | undefined>

export interface TableState {
  /** Everything that the address says, empty words left out. */
  given: ComputedRef<Record<string, string>>
  page: ComputedRef<number>
  /** Whether anything but order, page, view and columns is said. */
  narrowed: ComputedRef<boolean>
  /** Changes what the address says, and goes back to the first page unless `change` names one. */
  narrow: (change: Narrowing) => void
  /** Everything again. */
  widen: () => void
  /** What is typed into the search field; it gets into the address as `q` once typing pauses. */
  typed: Ref<string>
  /** Sorts by `key`: rising, then falling, then as the table begins. */
  turn: (key: string) => void
}

/**
 * The address is a table's state: it can be kept, sent, and gone back to.
 * @param start the order of a table that nobody sorted, where its headers show it
 */
export function useTableState(start: { sort?: string } = {}): TableState {
  const route = useRoute()
  const router = useRouter()
  const given = computed(() => givenIn(route.query))
  const narrow = (change: Narrowing): void =>
    void router.replace({
      query: { ...route.query, page: undefined, before: undefined, after: undefined, ...change },
    })

  const typed = ref(given.value.q ?? '')
  const settled = useSettled(typed)
  watch(settled, (words) => {
    if (words !== (given.value.q ?? '')) narrow({ q: words || undefined })
  })
  watch(
    () => given.value.q ?? '',
    (words) => {
      if (words !== settled.value) typed.value = words
    },
  )
  return {
    given,
    page: computed(() => pageIn(given.value.page)),
    narrowed: computed(() =>
      Object.keys(given.value).some(
        (name) => !['sort', 'page', 'before', 'after', 'view', 'columns'].includes(name),
      ),
    ),
    narrow,
    widen: () => {
      const { view, columns } = given.value
      void router.replace({ query: { view, columns } })
    },
    typed,
    turn: (key) => narrow({ sort: turnedSort(given.value.sort, key, start.sort) }),
  }
}
