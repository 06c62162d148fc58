import type { backupsApi } from '@mashang/shared/backups/backups.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const backupsQuery = defineQueryOptions({
  key: ['backups'],
  query: ({ signal }) => call<typeof backupsApi.now>('GET', '/api/backups', { signal }),
})
