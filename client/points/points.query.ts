import type {
  ClosingRow,
  ClosingView,
  closingsApi,
  LeftOutRow,
} from '@mashang/shared/points/closings.api.ts'
import type { pointsApi, ReviewRow } from '@mashang/shared/points/points.api.ts'
import type { AppealView, PointAccount } from '@mashang/shared/points/points.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

/** Everything of points begins with this word, so that one act refreshes all of it. */
export const pointsKey = ['points']

interface PageOf<Item> {
  items: Item[]
  total: number
  page: number
  size: number
}

export const ownPointsQuery = defineQueryOptions((period: string) => ({
  key: [...pointsKey, 'mine', period],
  query: ({ signal }): Promise<PointAccount> =>
    call<typeof pointsApi.mine>('GET', '/api/me/points', {
      query: { period: period || undefined },
      signal,
    }),
  placeholderData: (before: PointAccount | undefined) => before,
}))

export const accountQuery = defineQueryOptions((of: { id: string; period: string }) => ({
  key: [...pointsKey, 'account', of],
  query: ({ signal }): Promise<PointAccount> =>
    call<typeof pointsApi.account>('GET', '/api/points/representatives/:id', {
      params: { id: of.id },
      query: { period: of.period || undefined },
      signal,
    }),
}))

export const LIST = 50
/** The most that are asked for at once. */
const MOST = 200

export const fetchReviews = (
  query: { page: number; size: number; period?: string | undefined },
  signal?: AbortSignal,
): Promise<PageOf<ReviewRow>> =>
  call<typeof pointsApi.reviews>('GET', '/api/points/reviews', {
    query,
    ...(signal ? { signal } : {}),
  })

export const reviewsQuery = defineQueryOptions((of: { page: number; period?: string }) => ({
  key: [...pointsKey, 'reviews', of],
  query: ({ signal }) => fetchReviews({ ...of, size: LIST }, signal),
}))

export const appealsQuery = defineQueryOptions((of: { page: number; open: boolean }) => ({
  key: [...pointsKey, 'appeals', of],
  query: ({ signal }): Promise<PageOf<AppealView>> =>
    call<typeof pointsApi.appeals>('GET', '/api/points/appeals', {
      query: { ...of, size: LIST },
      signal,
    }),
}))

export const rulesQuery = defineQueryOptions({
  key: [...pointsKey, 'rules'],
  query: ({ signal }) => call<typeof pointsApi.rules>('GET', '/api/points/rules', { signal }),
})

export const closingsQuery = defineQueryOptions({
  key: [...pointsKey, 'closings'],
  query: ({ signal }) =>
    call<typeof closingsApi.closings>('GET', '/api/points/closings', { signal }),
})

export const closingQuery = defineQueryOptions((id: string) => ({
  key: [...pointsKey, 'closing', id],
  query: ({ signal }): Promise<ClosingView> =>
    call<typeof closingsApi.closing>('GET', '/api/points/closings/:id', { params: { id }, signal }),
}))

export const leftOutQuery = defineQueryOptions((of: { id: string; page: number }) => ({
  key: [...pointsKey, 'left-out', of],
  query: ({ signal }): Promise<PageOf<LeftOutRow>> =>
    call<typeof closingsApi.leftOut>('GET', '/api/points/closings/:id/left-out', {
      params: { id: of.id },
      query: { page: of.page, size: LIST },
      signal,
    }),
  placeholderData: (before: PageOf<LeftOutRow> | undefined) => before,
}))

/** Everybody who is not in a closing, for the paper that names them. */
export const everybodyLeftOutQuery = defineQueryOptions((id: string) => ({
  key: [...pointsKey, 'left-out', id, 'everybody'],
  query: async ({ signal }): Promise<LeftOutRow[]> => {
    const all: LeftOutRow[] = []
    for (let page = 1, total = 1; all.length < total; page += 1) {
      const found = await call<typeof closingsApi.leftOut>(
        'GET',
        '/api/points/closings/:id/left-out',
        { params: { id }, query: { page, size: MOST }, signal },
      )
      all.push(...found.items)
      total = found.items.length === 0 ? 0 : found.total
    }
    return all
  },
}))

export const resultsQuery = defineQueryOptions(
  (of: { id: string; q: string; page: number; unappraised: boolean }) => ({
    key: [...pointsKey, 'results', of],
    query: ({ signal }): Promise<PageOf<ClosingRow>> =>
      call<typeof closingsApi.results>('GET', '/api/points/closings/:id/results', {
        params: { id: of.id },
        query: {
          q: of.q || undefined,
          page: of.page,
          size: LIST,
          unappraised: of.unappraised ? 'true' : 'false',
        },
        signal,
      }),
    placeholderData: (before: PageOf<ClosingRow> | undefined) => before,
  }),
)
