import type { suggestionImportApi } from '@mashang/shared/suggestions/import.api.ts'
import type { ImportField } from '@mashang/shared/suggestions/import.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { addressOf, call, type ReplyOf } from '../../core/call.ts'
import { type Exported, uploadForFile } from '../../core/office-table/export-file.ts'
import { upload } from '../../core/upload.ts'
import { suggestionsKey } from '../suggestions.query.ts'

export type ImportPreview = ReplyOf<typeof suggestionImportApi.preview>
export type ImportReport = ReplyOf<typeof suggestionImportApi.confirm>
export type ImportsList = ReplyOf<typeof suggestionImportApi.list>['items']
type Told = (share: number) => void

/** Where whoever imports is led while a department is not chosen yet. */
export const FIRST_UNDECIDED = 'first-undecided'

/** What a clerk says of a list: of which year, and what its columns are. */
export interface SaidOfFile {
  year: number
  sheet?: string
  head?: number
  columns: Map<number, ImportField | null>
}

export const importsQuery = defineQueryOptions({
  key: [...suggestionsKey, 'imports'],
  query: async ({ signal }): Promise<ImportsList> =>
    (await call<typeof suggestionImportApi.list>('GET', '/api/suggestion-imports', { signal }))
      .items,
})

/** The rows of one that were not taken, once somebody asks. */
export const importProblemsQuery = defineQueryOptions((id: string) => ({
  key: [...suggestionsKey, 'imports', id, 'problems'],
  query: async ({ signal }): Promise<ImportPreview['problems']> =>
    (
      await call<typeof suggestionImportApi.problems>(
        'GET',
        '/api/suggestion-imports/:id/problems',
        { params: { id }, signal },
      )
    ).items,
}))

/** What taking one back would do now. */
export const undoingQuery = defineQueryOptions((id: string) => ({
  key: [...suggestionsKey, 'imports', id],
  refetchOnMount: 'always' as const,
  query: ({ signal }) =>
    call<typeof suggestionImportApi.undoing>('GET', '/api/suggestion-imports/:id/undoing', {
      params: { id },
      signal,
    }),
}))

const queryOf = ({ columns, ...said }: SaidOfFile) => ({
  ...said,
  columns:
    columns.size === 0
      ? undefined
      : [...columns].map(([column, field]) => `${column}:${field ?? ''}`).join(','),
})

/** What an import of this list would do. Throws CallFailure. */
export const previewList = (file: File, said: SaidOfFile, told: Told): Promise<ImportPreview> =>
  upload<typeof suggestionImportApi.preview>(
    addressOf('/api/suggestion-imports/preview', {}, queryOf(said)),
    file,
    told,
  )

/** Which department each of the unknown names is, in the order of the preview. */
const departmentsOf = (
  { unknownDepartments }: ImportPreview,
  chosen: ReadonlyMap<string, string>,
): string | undefined =>
  unknownDepartments
    .flatMap(({ name }, at) => {
      const which = chosen.get(name)
      return which ? [`${at + 1}:${which}`] : []
    })
    .join(',') || undefined

/** The rows of this list that are not taken, with why, as a file. Throws CallFailure. */
export const fetchRefused = (file: File, said: SaidOfFile): Promise<Exported> =>
  uploadForFile(
    addressOf('/api/suggestion-imports/refused', {}, queryOf(said)),
    file,
    new AbortController().signal,
  )

/** Imports what was previewed; the file is sent once more. Throws CallFailure. */
export const importList = (
  file: File,
  said: SaidOfFile,
  seen: ImportPreview,
  chosen: ReadonlyMap<string, string>,
  told: Told,
): Promise<ImportReport> =>
  upload<typeof suggestionImportApi.confirm>(
    addressOf(
      '/api/suggestion-imports',
      {},
      {
        ...queryOf(said),
        fingerprint: seen.fingerprint,
        departments: departmentsOf(seen, chosen),
      },
    ),
    file,
    told,
  )
