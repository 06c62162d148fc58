import type { lineageApi } from '@mashang/shared/lineage/lineage.api.ts'
import type { MatterKind } from '@mashang/shared/lineage/lineage.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type Lineage = ReplyOf<typeof lineageApi.show>
export const lineageKey = ['lineage']

export const lineageQuery = defineQueryOptions((matter: { kind: MatterKind; id: string }) => ({
  key: [...lineageKey, matter.kind, matter.id],
  query: ({ signal }): Promise<Lineage> =>
    call<typeof lineageApi.show>('GET', '/api/lineage/:kind/:id', {
      params: { ...matter },
      signal,
    }),
}))
