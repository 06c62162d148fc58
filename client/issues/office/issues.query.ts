import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import type { OfficeIssueRow } from '@mashang/shared/issues/office.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import type { z } from 'zod'
import { call, type ReplyOf } from '../../core/call.ts'

export type IssueList = ReplyOf<typeof officeIssuesApi.list>
export type IssueSort = NonNullable<
  z.output<NonNullable<typeof officeIssuesApi.list.query>>['sort']
>
export type { OfficeIssueRow }

/** What the list is narrowed to; the same names as in the address of the page. */
export interface IssueFilter {
  q?: string
  state?: string
  kind?: string
  field?: string
  station?: string
  representative?: string
  running?: string
  overdue?: string
  dueSoon?: string
  resolving?: string
  dueWithin?: string
  unnotified?: string
  from?: string
  to?: string
  days?: string
  timely?: string
  content?: string
  area?: string
  today?: string
  task?: string
  sort?: string
  page?: string
  size?: string
}

/** What waits for the office, the oldest first. */
export const officeTasksFilter: IssueFilter = { task: 'any', sort: 'filed', size: '5' }

export const fetchIssues = (filter: IssueFilter, signal?: AbortSignal): Promise<IssueList> =>
  call<typeof officeIssuesApi.list>('GET', '/api/issues', {
    query: { ...filter },
    ...(signal ? { signal } : {}),
  })

export const issuesQuery = defineQueryOptions((filter: IssueFilter) => ({
  key: ['issues', { ...filter }],
  query: ({ signal }): Promise<IssueList> => fetchIssues(filter, signal),
  placeholderData: (previous: IssueList | undefined) => previous,
}))
