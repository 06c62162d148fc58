import type { PhrasesView, phrasesApi } from '@mashang/shared/issues/phrases.api.ts'
import { defineQueryOptions, useQuery, useQueryCache } from '@pinia/colada'
import { computed, type Ref } from 'vue'
import { useAction } from '../../core/action.ts'
import { CallFailure, call } from '../../core/call.ts'

const phrasesQuery = defineQueryOptions({
  key: ['phrases'],
  staleTime: 300_000,
  query: ({ signal }): Promise<PhrasesView> =>
    call<typeof phrasesApi.mine>('GET', '/api/me/phrases', { signal }),
})

export interface Phrases {
  phrases: Ref<string[]>
  loading: Ref<boolean>
  busy: Ref<boolean>
  failure: Ref<CallFailure | null>
  refetch: () => Promise<unknown>
  /** Keeps the changed list; whether that went. */
  save: (change: (phrases: string[]) => string[]) => Promise<boolean>
}

/** A representative's own phrases, the same on each of their phones. */
export function usePhrases(): Phrases {
  const cache = useQueryCache()
  const { data, error, isPending, refetch } = useQuery(phrasesQuery)
  const { run, busy, failure } = useAction(
    async (change: (phrases: string[]) => string[]): Promise<boolean> => {
      const before = data.value ?? (await call<typeof phrasesApi.mine>('GET', '/api/me/phrases'))
      try {
        const saved = await call<typeof phrasesApi.save>('PUT', '/api/me/phrases', {
          body: { phrases: change(before.phrases), revision: before.revision },
        })
        cache.setQueryData(phrasesQuery.key, saved)
      } catch (fault) {
        if (fault instanceof CallFailure && fault.status === 409) await refetch()
        throw fault
      }
      return true
    },
  )
  return {
    phrases: computed(() => data.value?.phrases ?? []),
    loading: isPending,
    busy,
    failure: computed(() => failure.value ?? (data.value ? null : error.value)),
    refetch,
    save: async (change) => (await run(change)) === true,
  }
}
