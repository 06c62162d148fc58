import type { contactExportsApi } from '@mashang/shared/issues/contact-exports.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../../core/call.ts'

export const contactExportsKey = ['contact-exports']
type ContactExportPage = ReplyOf<typeof contactExportsApi.list>

export const contactExportsQuery = defineQueryOptions(
  (filter: Record<string, string | number | undefined>) => ({
    key: [...contactExportsKey, { ...filter }],
    query: ({ signal }): Promise<ContactExportPage> =>
      call<typeof contactExportsApi.list>('GET', '/api/contact-exports', {
        query: { ...filter },
        signal,
      }),
    placeholderData: (previous: ContactExportPage | undefined) => previous,
  }),
)
