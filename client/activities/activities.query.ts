import type { activitiesApi } from '@mashang/shared/activities/activities.api.ts'
import type {
  ActivityDoor,
  ActivityRow,
  ActivityView,
} from '@mashang/shared/activities/activities.model.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import type { z } from 'zod'
import { call, type ReplyOf } from '../core/call.ts'
import { renew } from '../core/query.ts'

export const activitiesKey = ['activities']
const keyOf = (id: string): string[] => ['activity', id]
const doorKey = (code: string): string[] => keyOf(`door ${code}`)

export type ActivityList = ReplyOf<typeof activitiesApi.list>
/** A step as it is typed; the server fills in what was left out. */
export type Command = z.input<NonNullable<typeof activitiesApi.act.body>>
export type Plan = z.input<NonNullable<typeof activitiesApi.announce.body>>
export type { ActivityDoor, ActivityRow, ActivityView }

export const activitiesQuery = defineQueryOptions((filter: Record<string, string | undefined>) => ({
  key: [...activitiesKey, { ...filter }],
  query: ({ signal }): Promise<ActivityList> =>
    call<typeof activitiesApi.list>('GET', '/api/activities', { query: filter, signal }),
  placeholderData: (previous: ActivityList | undefined) => previous,
}))

export const activityQuery = defineQueryOptions((id: string) => ({
  key: keyOf(id),
  refetchOnWindowFocus: 'always' as const,
  query: ({ signal }): Promise<ActivityView> =>
    call<typeof activitiesApi.show>('GET', '/api/activities/:id', { params: { id }, signal }),
}))

/** What the code at the door is for, and whether one is already in. */
export const doorQuery = defineQueryOptions((code: string) => ({
  key: doorKey(code),
  refetchOnWindowFocus: 'always' as const,
  query: ({ signal }): Promise<ActivityDoor> =>
    call<typeof activitiesApi.door>('GET', '/api/activity-check-ins/:code', {
      params: { code },
      signal,
    }),
}))

/** Groups of one kind that can be invited; those whose name has the words. */
export const groupsQuery = defineQueryOptions(
  (query: z.input<NonNullable<typeof activitiesApi.groups.query>>) => ({
    key: ['activity-groups', { ...query }],
    query: ({ signal }) =>
      call<typeof activitiesApi.groups>('GET', '/api/activity-groups', { query, signal }),
  }),
)
export type Group = ReplyOf<typeof activitiesApi.groups>['items'][number]

function useKeep(): (view: ActivityView) => ActivityView {
  const cache = useQueryCache()
  return (view) => {
    cache.setQueryData(keyOf(view.id), view)
    void renew(cache, activitiesKey)
    return view
  }
}

/** Takes a step; the answer replaces what the cache holds of the activity. */
export function useActivityActs(id: string): (body: Command) => Promise<ActivityView> {
  const keep = useKeep()
  const cache = useQueryCache()
  return async (body) => {
    try {
      return keep(
        await call<typeof activitiesApi.act>('POST', '/api/activities/:id/acts', {
          params: { id },
          body,
        }),
      )
    } catch (error) {
      // Somebody was faster, or the answer was lost: what they wrote is shown beside the sentence.
      await renew(cache, keyOf(id), activitiesKey)
      throw error
    }
  }
}

export function useAnnounce(): (body: Plan) => Promise<ActivityView> {
  const keep = useKeep()
  return async (body) =>
    keep(await call<typeof activitiesApi.announce>('POST', '/api/activities', { body }))
}

export function useCheckIn(): (code: string) => Promise<ActivityView> {
  const keep = useKeep()
  const cache = useQueryCache()
  return async (code) => {
    try {
      return keep(
        await call<typeof activitiesApi.checkIn>('POST', '/api/activity-check-ins', {
          body: { code },
        }),
      )
    } finally {
      // Also after a failure: the answer may be lost, and the door says whether one is in.
      await renew(cache, doorKey(code))
    }
  }
}
