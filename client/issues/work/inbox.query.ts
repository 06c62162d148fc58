import type { Inbox } from '@mashang/shared/issues/inbox.model.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../core/call.ts'

export const inboxKey = ['inbox']

export const inboxQuery = defineQueryOptions({
  key: inboxKey,
  refetchOnWindowFocus: 'always',
  query: ({ signal }): Promise<Inbox> =>
    call<typeof issuesApi.inbox>('GET', '/api/inbox', { signal }),
})
