import type { calendarsApi } from '@mashang/shared/calendars/calendars.api.ts'
import type { CalendarView } from '@mashang/shared/calendars/calendars.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const calendarKey = ['calendar']

/** What counts now. */
export const calendarQuery = defineQueryOptions({
  key: calendarKey,
  query: ({ signal }): Promise<CalendarView> =>
    call<typeof calendarsApi.show>('GET', '/api/calendar', { signal }),
})

/** Every edit, newest first. */
export const versionsQuery = defineQueryOptions({
  key: [...calendarKey, 'versions'],
  query: ({ signal }) =>
    call<typeof calendarsApi.versions>('GET', '/api/calendar/versions', { signal }),
})
