import { useQuery } from '@pinia/colada'
import { computed, ref, watch } from 'vue'
import { useJsonDraft } from '../../core/json-draft.ts'
import { hintsQuery, type SuggestionList } from '../suggestions.query.ts'
import { type Handlers, isComplete, nobody } from './handlers.ts'

type Row = SuggestionList['items'][number]

type Proposals = ReadonlyMap<string, Handlers>

/**
 * Which ticks stay: of what still waits, where somebody named who handles it or the proposal is the
 * one that was ticked.
 */
export const ticksLeft = <T>(
  chosen: ReadonlyMap<string, T>,
  waiting: ReadonlySet<string>,
  named: Readonly<Record<string, Handlers>>,
  [now, before]: readonly [Proposals, Proposals],
): ReadonlyMap<string, T> =>
  new Map(
    [...chosen].filter(
      ([id]) =>
        waiting.has(id) && (named[id] !== undefined || now.get(id)?.lead === before.get(id)?.lead),
    ),
  )

/** Which suggestions are to go to which departments; kept while pages are turned. */
export function useAssignDraft() {
  const { data: hints, isPending: hinting } = useQuery(hintsQuery)
  /** What somebody named stays until it is assigned, also over a reload. */
  const { value: named } = useJsonDraft<Record<string, Handlers>>('assign', {})
  /** Proposed anew each time: it gets better with what is answered meanwhile. */
  const proposed = computed<Proposals>(
    () =>
      new Map(
        (hints.value ?? []).flatMap(({ id, department }): [string, Handlers][] =>
          department ? [[id, { ...nobody, lead: department.id }]] : [],
        ),
      ),
  )
  const chosen = ref<ReadonlyMap<string, Row>>(new Map())
  const of = (id: string): Handlers => named.value[id] ?? proposed.value.get(id) ?? nobody
  const hintOf = (id: string) => hints.value?.find((one) => one.id === id)?.department ?? null
  watch(
    proposed,
    (now, before = new Map()) => {
      if (hints.value === undefined) return
      const waiting = new Set(hints.value.map(({ id }) => id))
      named.value = Object.fromEntries(
        Object.entries(named.value).filter(([id]) => waiting.has(id)),
      )
      chosen.value = ticksLeft(chosen.value, waiting, named.value, [now, before])
    },
    { immediate: true },
  )
  /** How the proposed department did with the like of it. */
  function historyOf(id: string): string {
    const hint = hintOf(id)
    if (!hint) return ''
    return [
      `参考：${hint.name}办过相似的 ${hint.like} 件，如《${hint.because}》`,
      hint.answered > 0 ? `按期 ${hint.inTime}/${hint.answered}` : '',
      hint.judged > 0 ? `满意 ${hint.satisfied}/${hint.judged}` : '',
    ]
      .filter(Boolean)
      .join('，')
  }
  const ready = computed(() => [...chosen.value.values()].filter(({ id }) => isComplete(of(id))))
  function mark(rows: readonly Row[], on: boolean): void {
    const next = new Map(chosen.value)
    for (const row of rows) {
      if (on) next.set(row.id, row)
      else next.delete(row.id)
    }
    chosen.value = next
  }
  const isReady = (row: Row): boolean => isComplete(of(row.id))
  /** Whoever names who handles it wants it assigned, as soon as that is whole. */
  function decide(row: Row, handlers: Handlers): void {
    named.value[row.id] = handlers
    mark([row], isReady(row))
  }
  return { hinting, of, chosen, ready, isReady, historyOf, mark, decide }
}
