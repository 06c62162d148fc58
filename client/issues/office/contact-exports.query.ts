import type { contactExportsApi } from '@mashang/shared/issues/contact-exports.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../core/call.ts'

export const contactExportsKey = ['contact-exports']

export const contactExportsQuery = defineQueryOptions({
  key: contactExportsKey,
  query: ({ signal }) =>
    call<typeof contactExportsApi.list>('GET', '/api/contact-exports', { signal }),
})
