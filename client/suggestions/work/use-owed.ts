import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { useQuery } from '@pinia/colada'
import { type ComputedRef, computed, type Ref } from 'vue'
import { inboxQuery } from '../../issues/work/inbox.query.ts'
import { lineageQuery } from '../../lineage/lineage.query.ts'
import { isAway, mattersBehind } from './owed-words.ts'

/**
 * The voters' matters behind a suggestion that may still wait for words of its lead, once it has left:
 * what it was written from, and of what was joined to it that which is in their inbox.
 */
export function useOwed(
  id: () => string,
  suggestion: Ref<SuggestionView | undefined>,
): ComputedRef<string[]> {
  const asks = computed(() => suggestion.value?.part === 'lead' && isAway(suggestion.value.state))
  const { data: lineage } = useQuery(() => ({
    ...lineageQuery({ kind: 'suggestion', id: id() }),
    enabled: asks.value,
  }))
  const behind = computed(() => (lineage.value ? mattersBehind(lineage.value) : []))
  const { data: inbox } = useQuery(() => ({
    ...inboxQuery,
    enabled: asks.value && behind.value.length > 0,
  }))
  return computed(() => {
    if (!asks.value) return []
    const waiting = new Set(inbox.value?.items.map((one) => one.id))
    const own = suggestion.value?.issue?.id
    return [...new Set([...(own ? [own] : []), ...behind.value.filter((one) => waiting.has(one))])]
  })
}
