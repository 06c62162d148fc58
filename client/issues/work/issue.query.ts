import type { ResponseCommand } from '@mashang/shared/issues/commands.model.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import type { WhyView } from '@mashang/shared/issues/why.model.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { call } from '../../core/call.ts'
import { renew } from '../../core/query.ts'
import { inboxKey } from './inbox.query.ts'

const whyKey = (id: string): string[] => ['why', id]

/** Why its times are what they are. */
export const whyQuery = defineQueryOptions((id: string) => ({
  key: whyKey(id),
  query: ({ signal }): Promise<WhyView> =>
    call<typeof issuesApi.why>('GET', '/api/issues/:id/why', { params: { id }, signal }),
}))

const keyOf = (id: string): string[] => ['issue', id]

export const issueQuery = defineQueryOptions((id: string) => ({
  key: keyOf(id),
  refetchOnWindowFocus: 'always' as const,
  query: ({ signal }): Promise<IssueView> =>
    call<typeof issuesApi.show>('GET', '/api/issues/:id', { params: { id }, signal }),
}))

/** Something changed one matter from elsewhere: whoever shows it looks anew. */
export const changedIssue = (cache: ReturnType<typeof useQueryCache>, id: string): void =>
  void renew(cache, keyOf(id), inboxKey, ['issues'], ['ledger', id], whyKey(id))

export interface IssueCommands {
  respond: (command: ResponseCommand) => Promise<IssueView>
  note: (text: string) => Promise<IssueView>
  reassign: (representativeId: string, reason: string) => Promise<IssueView>
  /** More working days, once; the voter reads the reason. */
  extend: (days: number, reason: string) => Promise<IssueView>
  /** A complex matter: ten working days instead of five. */
  lengthen: (reason: string) => Promise<IssueView>
  /** Asks the voter; the clock of what was promised stands still meanwhile. */
  ask: (text: string) => Promise<IssueView>
  /** Passed on as often as it may be: the office says who answers. */
  askOffice: (reason: string) => Promise<IssueView>
  /** The office gives it to somebody, or ends it in words. */
  decide: (
    decision: { assign: { representativeId: string; reason: string } } | { text: string },
  ) => Promise<IssueView>
  /** Whether an answer was only an acknowledgement. */
  review: (upheld: boolean, reason: string) => Promise<IssueView>
  /** The voter has answered by another way: it goes on. */
  resume: () => Promise<IssueView>
  /** Releases a title in words that name nobody; null takes it back. */
  publish: (title: string | null, was: string | null) => Promise<IssueView>
  /** Notes that whoever works on it has looked; stops no clock. */
  open: () => Promise<void>
}

/** What can be done to one matter; each answer replaces what the cache holds of it. */
export function useIssueCommands(id: string): IssueCommands {
  const cache = useQueryCache()
  const take = (view: IssueView): IssueView => {
    cache.setQueryData(keyOf(id), view)
    void renew(cache, inboxKey, ['issues'], ['ledger', id], whyKey(id))
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
        await call<typeof officeIssuesApi.reassign>('POST', '/api/issues/:id/reassignment', {
          params,
          body: { representativeId, reason },
        }),
      ),
    extend: async (days, reason) =>
      take(
        await call<typeof issuesApi.extend>('POST', '/api/issues/:id/extension', {
          params,
          body: { days, reason },
        }),
      ),
    lengthen: async (reason) =>
      take(
        await call<typeof issuesApi.lengthen>('POST', '/api/issues/:id/complexity', {
          params,
          body: { reason },
        }),
      ),
    ask: async (text) =>
      take(
        await call<typeof issuesApi.ask>('POST', '/api/issues/:id/question', {
          params,
          body: { text },
        }),
      ),
    askOffice: async (reason) =>
      take(
        await call<typeof issuesApi.askOffice>('POST', '/api/issues/:id/office-request', {
          params,
          body: { reason },
        }),
      ),
    decide: async (body) =>
      take(
        await call<typeof officeIssuesApi.decide>('POST', '/api/issues/:id/office-decision', {
          params,
          body,
        }),
      ),
    review: async (upheld, reason) =>
      take(
        await call<typeof officeIssuesApi.review>(
          'POST',
          '/api/issues/:id/acknowledgement-review',
          {
            params,
            body: { upheld, reason },
          },
        ),
      ),
    resume: async () =>
      take(await call<typeof issuesApi.resume>('POST', '/api/issues/:id/resumption', { params })),
    publish: async (title, was) =>
      take(
        await call<typeof issuesApi.publish>('PUT', '/api/issues/:id/publication', {
          params,
          body: { title, was },
        }),
      ),
    open: async () => {
      await call<typeof issuesApi.open>('POST', '/api/issues/:id/opening', { params })
      // What the voter said last counts as read now.
      void renew(cache, inboxKey)
    },
  }
}
