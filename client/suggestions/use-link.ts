import { linkErrors } from '@mashang/shared/suggestions/links.errors.ts'
import type {
  LinkedSuggestion,
  LinkStep,
  RelayCode,
} from '@mashang/shared/suggestions/links.model.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { computed, onMounted, onUnmounted, ref } from 'vue'
import { useAction } from '../core/action.ts'
import { type CallFailure, call } from '../core/call.ts'

type Answer = NonNullable<Parameters<typeof call<typeof suggestionsApi.answerLink>>[2]>['body']

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
  const answer = useAction((said: object) =>
    call<typeof suggestionsApi.answerLink>('POST', '/api/suggestion-links/answer', {
      body: { token, ...said } as Answer,
    }),
  )
  /** By which it goes on on another device: asked for on the one, typed on the other. */
  const code = ref<RelayCode | null>(null)
  const asking = useAction(async () => {
    code.value = await call<typeof suggestionsApi.makeRelayCode>(
      'POST',
      '/api/suggestion-links/relay-codes',
      { body },
    )
  })
  const acts = [opening, receipt, step, answer, asking]
  const moving = useAction(async (typed: string) => {
    found.value = await call<typeof suggestionsApi.moveLink>(
      'POST',
      '/api/suggestion-links/moves',
      { body: { token, code: typed } },
    )
    code.value = null
    for (const { failure } of acts) failure.value = null
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
  /** Another device has it: told by whatever was tried. */
  const elsewhere = computed<CallFailure | null>(
    () =>
      acts
        .map(({ failure }) => failure.value)
        .find((failure) => failure?.code === linkErrors.linkElsewhere.code) ?? null,
  )
  const relay = { code, asking, moving }
  return { token, found, opening, receipt, step, answer, relay, isFinal, elsewhere }
}
