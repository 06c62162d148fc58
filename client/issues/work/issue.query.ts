import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import type { IssueView, ResponseCommand } from '@mashang/shared/issues/issues.model.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { call } from '../../core/call.ts'
import { inboxKey } from './inbox.query.ts'

const keyOf = (id: string): string[] => ['issue', id]

export const issueQuery = defineQueryOptions((id: string) => ({
  key: keyOf(id),
  refetchOnWindowFocus: 'always' as const,
  query: ({ signal }): Promise<IssueView> =>
    call<typeof issuesApi.show>('GET', '/api/issues/:id', { params: { id }, signal }),
}))

export interface IssueCommands {
  respond: (command: ResponseCommand) => Promise<IssueView>
  note: (text: string) => Promise<IssueView>
  reassign: (representativeId: string, reason: string) => Promise<IssueView>
  /** Releases a title in words that name nobody; null takes it back. */
  publish: (title: string | null) => Promise<IssueView>
  /** Notes that whoever works on it has looked; stops no clock. */
  open: () => Promise<void>
}

/** What can be done to one matter; each answer replaces what the cache holds of it. */
export function useIssueCommands(id: string): IssueCommands {
  const cache = useQueryCache()
  const take = (view: IssueView): IssueView => {
    cache.setQueryData(keyOf(id), view)
    void cache.invalidateQueries({ key: inboxKey })
    void cache.invalidateQueries({ key: ['issues'] })
    void cache.invalidateQueries({ key: ['ledger', id] })
    return view
  }
  const params = { id }
  return {
    respond: async (body) =>
      take(
        await call<typeof issuesApi.respond>('POST', '/api/issues/:id/response', { params, body }),
      ),
    note: async (text) =>
      take(
        await call<typeof issuesApi.note>('POST', '/api/issues/:id/messages', {
          params,
          body: { text },
        }),
      ),
    reassign: async (representativeId, reason) =>
      take(
        await call<typeof issuesApi.reassign>('POST', '/api/issues/:id/reassignment', {
          params,
          body: { representativeId, reason },
        }),
      ),
    publish: async (title) =>
      take(
        await call<typeof issuesApi.publish>('PUT', '/api/issues/:id/publication', {
          params,
          body: { title },
        }),
      ),
    open: async () => {
      await call<typeof issuesApi.open>('POST', '/api/issues/:id/opening', { params })
      // What the voter said last counts as read now.
      void cache.invalidateQueries({ key: inboxKey })
    },
  }
}
