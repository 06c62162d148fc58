import type { suggestionImportApi } from '@mashang/shared/suggestions/import.api.ts'
import { addressOf, type ReplyOf } from '../../core/call.ts'
import { upload } from '../../core/upload.ts'

export type ImportPreview = ReplyOf<typeof suggestionImportApi.preview>
export type ImportReport = ReplyOf<typeof suggestionImportApi.confirm>
type Told = (share: number) => void

/** What an import of this list would do. Throws CallFailure. */
export const previewList = (file: File, year: number, told: Told): Promise<ImportPreview> =>
  upload<typeof suggestionImportApi.preview>(
    addressOf('/api/suggestion-imports/preview', {}, { year }),
    file,
    told,
  )

/** Imports what was previewed; the file is sent once more. Throws CallFailure. */
export const importList = (
  file: File,
  year: number,
  fingerprint: string,
  told: Told,
): Promise<ImportReport> =>
  upload<typeof suggestionImportApi.confirm>(
    addressOf('/api/suggestion-imports', {}, { year, fingerprint }),
    file,
    told,
  )
