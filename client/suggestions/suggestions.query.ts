import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import type { z } from 'zod'
import { CallFailure, call, type ReplyOf } from '../core/call.ts'
import { renew } from '../core/query.ts'
import { lineageKey } from '../lineage/lineage.query.ts'
import { fasterWords } from './faster.ts'

export const suggestionsKey = ['suggestions']
const keyOf = (id: string): string[] => ['suggestion', id]

export type SuggestionList = ReplyOf<typeof suggestionsApi.list>
/** A step as it is typed; the server fills in what was left out. */
export type Command = z.input<NonNullable<typeof suggestionsApi.act.body>>
export type { SuggestionCommand, SuggestionView }

export const fetchSuggestions = (
  filter: Record<string, string | undefined>,
  signal?: AbortSignal,
): Promise<SuggestionList> =>
  call<typeof suggestionsApi.list>('GET', '/api/suggestions', {
    query: filter,
    ...(signal === undefined ? {} : { signal }),
  })

export const suggestionsQuery = defineQueryOptions(
  (filter: Record<string, string | undefined>) => ({
    key: [...suggestionsKey, { ...filter }],
    query: ({ signal }): Promise<SuggestionList> => fetchSuggestions(filter, signal),
    placeholderData: (previous: SuggestionList | undefined) => previous,
  }),
)

export const suggestionQuery = defineQueryOptions((id: string) => ({
  key: keyOf(id),
  refetchOnWindowFocus: 'always' as const,
  query: ({ signal }): Promise<SuggestionView> =>
    call<typeof suggestionsApi.show>('GET', '/api/suggestions/:id', { params: { id }, signal }),
}))

export const writtenIssuesQuery = defineQueryOptions({
  key: [...suggestionsKey, 'written-issues'],
  query: ({ signal }) =>
    call<typeof suggestionsApi.writtenIssues>('GET', '/api/written-issues', { signal }),
})

export const figuresQuery = defineQueryOptions((filter: Record<string, string | undefined>) => ({
  key: [...suggestionsKey, 'figures', { ...filter }],
  query: ({ signal }) =>
    call<typeof suggestionsApi.figures>('GET', '/api/suggestion-figures', {
      query: filter,
      signal,
    }),
}))

export const remindersQuery = defineQueryOptions((filter: Record<string, string | undefined>) => ({
  key: [...suggestionsKey, 'reminders', { ...filter }],
  query: ({ signal }) =>
    call<typeof supervisionApi.reminders>('GET', '/api/suggestion-reminders', {
      query: filter,
      signal,
    }),
}))

export const officeTasksQuery = defineQueryOptions({
  key: [...suggestionsKey, 'tasks'],
  query: ({ signal }) =>
    call<typeof supervisionApi.tasks>('GET', '/api/suggestion-tasks', { signal }),
})

/** What everybody would read if it were made public now. */
export const madePublicQuery = defineQueryOptions((id: string) => ({
  key: [...keyOf(id), 'made-public'],
  // Something may have been signed or judged since it was looked at.
  refetchOnMount: 'always' as const,
  query: ({ signal }) =>
    call<typeof supervisionApi.madePublic>('GET', '/api/suggestions/:id/made-public', {
      params: { id },
      signal,
    }),
}))

export const hintsQuery = defineQueryOptions({
  key: [...suggestionsKey, 'hints'],
  query: async ({ signal }) =>
    (
      await call<typeof supervisionApi.hints>('GET', '/api/suggestion-assignments/hints', {
        signal,
      })
    ).items,
})

export const periodsQuery = defineQueryOptions({
  key: [...suggestionsKey, 'periods'],
  query: ({ signal }) =>
    call<typeof suggestionsApi.periods>('GET', '/api/suggestion-periods', { signal }),
})

export const classVersionsQuery = defineQueryOptions({
  key: [...suggestionsKey, 'class-versions'],
  query: ({ signal }) =>
    call<typeof suggestionsApi.classVersions>('GET', '/api/suggestion-periods/class-versions', {
      signal,
    }),
})

const isTooLate = (error: unknown): error is CallFailure =>
  error instanceof CallFailure && error.code === suggestionErrors.notNow.code

/** The page is new by now: what has come between is said, nobody has to look for it. */
function tooLate(error: CallFailure, now: SuggestionView | undefined): CallFailure {
  const message = now === undefined ? null : fasterWords(now)
  return message === null
    ? error
    : new CallFailure({ status: error.status, code: error.code, message })
}

/** Takes a step; the answer replaces what the cache holds of it. */
export function useSuggestionActs(id: string): (body: Command) => Promise<SuggestionView> {
  const cache = useQueryCache()
  return async (body) => {
    try {
      const view = await call<typeof suggestionsApi.act>('POST', '/api/suggestions/:id/acts', {
        params: { id },
        body,
      })
      cache.setQueryData(keyOf(id), view)
      void renew(cache, suggestionsKey, lineageKey)
      return view
    } catch (error) {
      // Somebody was faster, or the answer was lost: the page is old.
      void renew(cache, suggestionsKey, lineageKey)
      const renewed = renew(cache, keyOf(id))
      if (!isTooLate(error)) throw error
      await renewed
      throw tooLate(error, cache.getQueryData<SuggestionView>(keyOf(id)))
    }
  }
}
