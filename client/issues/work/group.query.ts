import type { GroupView } from '@mashang/shared/issues/group.model.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { call } from '../../core/call.ts'
import { renew } from '../../core/query.ts'
import { inboxKey } from './inbox.query.ts'

const groupKey = (id: string): string[] => ['group', id]

/** What lies together with a matter, and what may be the same. */
export const groupQuery = defineQueryOptions((id: string) => ({
  key: groupKey(id),
  query: ({ signal }): Promise<GroupView> =>
    call<typeof issuesApi.group>('GET', '/api/issues/:id/group', { params: { id }, signal }),
}))

export interface GroupCommands {
  /** It is the same thing: one answer will go to both. */
  join: (issueId: string) => Promise<void>
  /** It is not, for a reason. */
  takeOut: (reason: string) => Promise<void>
  /** Whoever waits gets what the others got. */
  repeat: () => Promise<void>
}

export function useGroupCommands(id: string): GroupCommands {
  const cache = useQueryCache()
  const take = (view: GroupView): void => {
    cache.setQueryData(groupKey(id), view)
    for (const key of [inboxKey, ['issue', id], ['issues'], ['ledger', id]]) void renew(cache, key)
  }
  const params = { id }
  return {
    join: async (issueId) =>
      take(
        await call<typeof issuesApi.join>('POST', '/api/issues/:id/group-members', {
          params,
          body: { issueId },
        }),
      ),
    takeOut: async (reason) =>
      take(
        await call<typeof issuesApi.takeOut>('POST', '/api/issues/:id/group-exit', {
          params,
          body: { reason },
        }),
      ),
    repeat: async () =>
      take(
        await call<typeof issuesApi.repeatAnswer>('POST', '/api/issues/:id/group-answer', {
          params,
        }),
      ),
  }
}
