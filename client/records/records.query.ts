import type { PaperKind } from '@mashang/shared/paperwork/paperwork.words.ts'
import type {
  RecordEntryView,
  RecordView,
  recordsApi,
} from '@mashang/shared/records/records.api.ts'
import type { RecordPart, RewardKind } from '@mashang/shared/records/records.words.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { call } from '../core/call.ts'
import { renew } from '../core/query.ts'
import { newUuid } from '../core/uuid.ts'

export type { RecordEntryView, RecordView }

const keyOf = (id: string): string[] => ['record', id]

export const recordQuery = defineQueryOptions(
  (of: { id: string; year: number | undefined; section: RecordPart | undefined }) => ({
    key: [...keyOf(of.id), { year: of.year, section: of.section }],
    query: ({ signal }): Promise<RecordView> =>
      call<typeof recordsApi.show>('GET', '/api/records/:id', {
        params: { id: of.id },
        query: { year: of.year, section: of.section },
        signal,
      }),
    placeholderData: (previous: RecordView | undefined) => previous,
  }),
)

/** What may be written into a record; each makes it be read anew. A key is kept until its words arrived. */
export function useRecordActs(id: string) {
  const cache = useQueryCache()
  const fresh = (): Promise<unknown> => renew(cache, keyOf(id))
  let key = newUuid()
  const arrived = async (): Promise<void> => {
    key = newUuid()
    await fresh()
  }
  return {
    async remark(entry: string, text: string): Promise<void> {
      await call<typeof recordsApi.remark>('POST', '/api/records/:id/remarks', {
        params: { id },
        body: { id: key, entry, text },
      })
      await arrived()
    },
    async withdraw(remark: string): Promise<void> {
      await call<typeof recordsApi.withdraw>(
        'POST',
        '/api/records/:id/remarks/:remark/withdrawal',
        { params: { id, remark } },
      )
      await fresh()
    },
    async reward(given: {
      title: string
      giver: string
      on: string
      reason: string
      kind: RewardKind
      signer?: string | undefined
      closingId?: string | undefined
    }): Promise<void> {
      await call<typeof recordsApi.reward>('POST', '/api/records/:id/rewards', {
        params: { id },
        body: { id: key, ...given },
      })
      await arrived()
    },
    async reverse(reward: string, reason: string): Promise<void> {
      await call<typeof recordsApi.reverse>('POST', '/api/records/:id/rewards/:reward/reversal', {
        params: { id, reward },
        body: { reason },
      })
      await fresh()
    },
    async keepPaper(given: {
      kind: PaperKind
      title: string
      on: string
      partner: string | undefined
      outcome: string
      reference: string
    }): Promise<void> {
      await call<typeof recordsApi.keepPaper>('POST', '/api/records/:id/papers', {
        params: { id },
        body: { id: key, ...given },
      })
      await arrived()
    },
    async withdrawPaper(paper: string, reason: string): Promise<void> {
      await call<typeof recordsApi.withdrawPaper>(
        'POST',
        '/api/records/:id/papers/:paper/withdrawal',
        { params: { id, paper }, body: { reason } },
      )
      await fresh()
    },
    async freeze(reason: string): Promise<void> {
      await call<typeof recordsApi.freeze>('POST', '/api/records/:id/copies', {
        params: { id },
        body: { id: key, reason },
        timeout: 60_000,
      })
      await arrived()
    },
  }
}
