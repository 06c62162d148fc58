import { useQuery } from '@pinia/colada'
import { computed, ref, watch } from 'vue'
import { useJsonDraft } from '../../core/json-draft.ts'
import { hintsQuery, type SuggestionList } from '../suggestions.query.ts'
import { type Handlers, isComplete, nobody } from './handlers.ts'

type Row = SuggestionList['items'][number]

/** As many as one request takes. */
const MOST = 300

/** What is chosen and still waits; what somebody else has dealt with meanwhile is not kept chosen. */
export const stillWaiting = <T>(
  chosen: ReadonlyMap<string, T>,
  waiting: readonly { id: string }[],
): ReadonlyMap<string, T> => {
  const ids = new Set(waiting.map(({ id }) => id))
  return new Map([...chosen].filter(([id]) => ids.has(id)))
}

/** Which suggestions are to go to which departments; kept while pages are turned. */
export function useAssignDraft() {
  const { data: hints, isPending: hinting } = useQuery(hintsQuery)
  const { value: handlers } = useJsonDraft<Record<string, Handlers>>('assign', {})
  const chosen = ref<ReadonlyMap<string, Row>>(new Map())
  const of = (id: string): Handlers => handlers.value[id] ?? nobody
  const hintOf = (id: string) => hints.value?.find((one) => one.id === id)?.department ?? null
  watch(
    hints,
    (all) => {
      if (all === undefined) return
      const waiting = new Set(all.map(({ id }) => id))
      // What was named stays until it is assigned, also over a reload.
      const kept = Object.entries(handlers.value).filter(([id]) => waiting.has(id))
      const proposed = all.flatMap(({ id, department }): [string, Handlers][] =>
        department && !handlers.value[id] ? [[id, { ...nobody, lead: department.id }]] : [],
      )
      handlers.value = Object.fromEntries([...kept, ...proposed])
      // A tick was set for what stood there; what is proposed since, nobody has looked at.
      const unseen = new Set(proposed.map(([id]) => id))
      chosen.value = new Map([...stillWaiting(chosen.value, all)].filter(([id]) => !unseen.has(id)))
    },
    { immediate: true },
  )
  /** How the proposed department did with the like of it. */
  function historyOf(id: string): string {
    const hint = hintOf(id)
    if (!hint) return ''
    return [
      `参考：${hint.name}办过相似的 ${hint.like} 件，如“${hint.because}”`,
      hint.answered > 0 ? `按期 ${hint.inTime}/${hint.answered}` : '',
      hint.judged > 0 ? `满意 ${hint.satisfied}/${hint.judged}` : '',
    ]
      .filter(Boolean)
      .join('，')
  }
  const ready = computed(() =>
    [...chosen.value.values()].filter(({ id }) => isComplete(of(id))).slice(0, MOST),
  )
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
  function decide(row: Row, named: Handlers): void {
    handlers.value[row.id] = named
    mark([row], isReady(row))
  }
  return { hinting, of, chosen, ready, isReady, historyOf, mark, decide }
}
