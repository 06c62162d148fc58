import type { LinkedSuggestion, LinkStep } from '@mashang/shared/suggestions/links.model.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { computed, onMounted, onUnmounted, ref } from 'vue'
import { useAction } from '../core/action.ts'
import { call } from '../core/call.ts'

/** What is behind the one-time link of this page; its token is behind the #. */
export function useLink() {
  const token = window.location.hash.slice(1)
  const body = { token }
  const found = ref<LinkedSuggestion | null>(null)
  const opening = useAction(async () => {
    found.value = await call<typeof suggestionsApi.openLink>(
      'POST',
      '/api/suggestion-links/opening',
      { body },
    )
  })
  /** Signed for apart from the answer: others may have to speak first, and the days run. */
  const receipt = useAction(async () => {
    found.value = await call<typeof suggestionsApi.receiveByLink>(
      'POST',
      '/api/suggestion-links/receipt',
      { body },
    )
  })
  /** Before the answer: what was talked about, that it is not theirs, that it takes longer. */
  const step = useAction(async (said: LinkStep['step']) => {
    found.value = await call<typeof suggestionsApi.stepByLink>(
      'POST',
      '/api/suggestion-links/steps',
      { body: { token, step: said } },
    )
  })
  /** Another link pasted into the same page leads to another suggestion. */
  const changed = (): void => window.location.reload()
  onMounted(() => {
    window.addEventListener('hashchange', changed)
    return opening.run()
  })
  onUnmounted(() => window.removeEventListener('hashchange', changed))
  /** Wrong, used, expired or needless: asking again gives the same. */
  const isFinal = computed(() => [404, 409, 410].includes(opening.failure.value?.status ?? 0))
  return { token, found, opening, receipt, step, isFinal }
}
