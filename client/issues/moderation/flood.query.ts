import type { floodApi } from '@mashang/shared/issues/flood.api.ts'
import type { FloodCause } from '@mashang/shared/issues/flood.words.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { ref } from 'vue'
import { useAction } from '../../core/action.ts'
import { call, type ReplyOf } from '../../core/call.ts'
import { renew } from '../../core/query.ts'

const floodsKey = ['floods'] as const
type Matters = ReplyOf<typeof floodApi.matters>

export const floodsQuery = defineQueryOptions({
  key: [...floodsKey, 'groups'],
  query: ({ signal }): Promise<ReplyOf<typeof floodApi.groups>> =>
    call<typeof floodApi.groups>('GET', '/api/floods', { signal }),
})

export const floodMattersQuery = defineQueryOptions(
  (of: { cause: FloodCause; key: string; page: number; size: number }) => ({
    key: [...floodsKey, 'matters', of],
    query: ({ signal }): Promise<Matters> =>
      call<typeof floodApi.matters>('GET', '/api/floods/matters', { query: of, signal }),
    placeholderData: (previous: Matters | undefined) => previous,
  }),
)

export type FloodOf = { issues: string[] } | { cause: FloodCause; key: string; until: string }

/** Decides on some or on a whole group; a large one in several goes, whose sum is told meanwhile. */
export function useFloodDecision() {
  const cache = useQueryCache()
  const done = ref(0)
  const action = useAction(async (of: FloodOf, reason?: string) => {
    done.value = 0
    try {
      for (;;) {
        const went = await call<typeof floodApi.decide>('POST', '/api/floods/decision', {
          body:
            reason === undefined
              ? { decision: 'release', of }
              : { decision: 'decline', reason, of },
        })
        done.value += went.done
        if (went.left === 0 || went.done === 0) return done.value
      }
    } finally {
      await renew(cache, floodsKey)
    }
  })
  return { ...action, done }
}
