import type { mediationsApi } from '@mashang/shared/mediations/mediations.api.ts'
import type { MediationRow, MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import type { z } from 'zod'
import { call, type ReplyOf } from '../core/call.ts'
import { renew } from '../core/query.ts'

const listKey = ['mediations']
const keyOf = (id: string): string[] => ['mediation', id]

/** A step as it is typed. */
export type Command = z.input<NonNullable<typeof mediationsApi.act.body>>
type Given = z.input<NonNullable<typeof mediationsApi.open.body>>

export type { MediationRow, MediationView }

type MediationList = ReplyOf<typeof mediationsApi.list>

export const mediationsQuery = defineQueryOptions((filter: Record<string, string | undefined>) => ({
  key: [...listKey, { ...filter }],
  query: ({ signal }): Promise<MediationList> =>
    call<typeof mediationsApi.list>('GET', '/api/mediations', { query: filter, signal }),
  placeholderData: (previous: MediationList | undefined) => previous,
}))

export const mediationQuery = defineQueryOptions((id: string) => ({
  key: keyOf(id),
  query: ({ signal }): Promise<MediationView> =>
    call<typeof mediationsApi.show>('GET', '/api/mediations/:id', { params: { id }, signal }),
}))

function useKeep(): (view: MediationView) => MediationView {
  const cache = useQueryCache()
  return (view) => {
    cache.setQueryData(keyOf(view.id), view)
    void cache.invalidateQueries({ key: listKey })
    return view
  }
}

export function useOpen(): (body: Given) => Promise<MediationView> {
  const keep = useKeep()
  const cache = useQueryCache()
  return async (body) => {
    try {
      return keep(await call<typeof mediationsApi.open>('POST', '/api/mediations', { body }))
    } catch (error) {
      // It may have arrived all the same.
      void renew(cache, listKey)
      throw error
    }
  }
}

/** Takes a step; the answer replaces what the cache holds. */
export function useActs(id: string): (body: Command) => Promise<MediationView> {
  const keep = useKeep()
  const cache = useQueryCache()
  return async (body) => {
    try {
      return keep(
        await call<typeof mediationsApi.act>('POST', '/api/mediations/:id/acts', {
          params: { id },
          body,
        }),
      )
    } catch (error) {
      // Somebody was faster, or it arrived and its answer did not: either way the page is old.
      void renew(cache, keyOf(id), listKey)
      throw error
    }
  }
}
