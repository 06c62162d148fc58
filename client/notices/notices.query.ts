import { described } from '@mashang/shared/matters/matters.words.ts'
import type { NoticeView, noticesApi } from '@mashang/shared/notices/notices.api.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'
import { renew } from '../core/query.ts'

export type { NoticeView }
export type NoticesFound = ReplyOf<typeof noticesApi.list>
export type Watch = ReplyOf<typeof noticesApi.watch>

export const MOST_SHOWN = 100

export const noticesQuery = defineQueryOptions((size: number) => ({
  key: ['notices', size],
  query: ({ signal }): Promise<NoticesFound> =>
    call<typeof noticesApi.list>('GET', '/api/notices', { query: { size }, signal }),
  placeholderData: (previous: NoticesFound | undefined) => previous,
}))

export const watchKey = ['watch']

export const watchQuery = defineQueryOptions({
  key: watchKey,
  query: ({ signal }): Promise<Watch> =>
    call<typeof noticesApi.watch>('GET', '/api/watch', { signal }),
})

/** The pages of a kind of matter keep what they fetch under its kind and its folder. */
const ofMatters = described.flatMap(([folder, { kind }]) => [[kind], [folder]])

/** Refetches whatever on the screen may have changed because something came. */
export function useRefreshAll(): () => void {
  const cache = useQueryCache()
  return () => {
    void renew(cache, ['inbox'], ['issue'], ['issues'], ['notices'], ...ofMatters, watchKey)
  }
}
