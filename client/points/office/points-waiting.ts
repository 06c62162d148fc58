import { untilWords } from '@mashang/shared/core/local-time.ts'
import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { useRefetchOften } from '../../core/query.ts'
import { useSession } from '../../core/session.ts'
import { appealsQuery, closingsQuery, reviewsQuery } from '../points.query.ts'

/** One thing of points that waits for the office. */
export interface PointsWaiting {
  to: string
  words: string
}

/** What of points waits for whoever of the office looks after them, and how many answers it owes. */
export function usePointsWaiting() {
  const session = useSession()
  const looks = computed(
    () => session.account?.role === 'office' && !session.ofStations && session.mayRead('points'),
  )
  const { data: appeals, refetch } = useQuery(() => ({
    ...appealsQuery({ page: 1, open: true }),
    enabled: looks.value,
  }))
  const { data: reviews } = useQuery(() => ({ ...reviewsQuery({ page: 1 }), enabled: looks.value }))
  const { data: closings } = useQuery(() => ({ ...closingsQuery, enabled: looks.value }))
  useRefetchOften(refetch, 60_000, () => looks.value)
  const owed = computed(() => (appeals.value?.total ?? 0) + (reviews.value?.total ?? 0))
  const waiting = computed((): PointsWaiting[] => [
    ...(appeals.value?.total
      ? [{ to: '/points?tab=appeals', words: `${appeals.value.total} 条不同意见等答复` }]
      : []),
    ...(reviews.value?.total
      ? [{ to: '/points?tab=reviews', words: `${reviews.value.total} 件等核对` }]
      : []),
    ...(closings.value?.items ?? []).flatMap(({ id, state, words, noticeUntil }) =>
      state === 'notice' && noticeUntil !== null
        ? [
            {
              to: `/points/closings/${id}`,
              words: `${words}的结算公示到 ${untilWords(Date.parse(noticeUntil))}，期满请结清`,
            },
          ]
        : [],
    ),
  ])
  return { waiting, owed }
}
