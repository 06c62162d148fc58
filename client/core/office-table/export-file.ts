import type { exportsApi } from '@mashang/shared/exports/exports.api.ts'
import type { ExportFormat } from '@mashang/shared/exports/exports.words.ts'
import { addressOf, CallFailure, call, failureFrom, offline } from '../call.ts'
import { newUuid } from '../uuid.ts'

const EVERY = 700

/** The file name that the server gave (RFC 8187). */
export function nameIn(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : otherwise
}

export interface Exported {
  blob: Blob
  name: string
}

/**
 * Fetches a table as a file and tells how many rows are done. Throws CallFailure; an abort throws
 * the signal's reason.
 */
export async function fetchExport(
  of: {
    path: string
    query: Record<string, string | number | undefined>
    file: ExportFormat | 'pdf' | 'docx'
    columns: string | undefined
  },
  signal: AbortSignal,
  told: (done: number, total: number) => void,
): Promise<Exported> {
  const ticket = newUuid()
  const asking = setInterval(async () => {
    try {
      const { done, total } = await call<typeof exportsApi.progress>(
        'GET',
        '/api/exports/:ticket',
        { params: { ticket }, signal },
      )
      told(done, total)
    } catch {
      // Not begun yet, or no signal for a moment; the file itself says whether it failed.
    }
  }, EVERY)
  try {
    const query = { ...of.query, file: of.file, columns: of.columns, ticket }
    const response = await fetch(addressOf(of.path, {}, query), {
      credentials: 'same-origin',
      signal,
    })
    if (!response.ok) throw failureFrom(response.status, await response.text())
    const blob = await response.blob()
    return { blob, name: nameIn(response.headers.get('content-disposition'), `export.${of.file}`) }
  } catch (error) {
    if (error instanceof CallFailure || signal.aborted) throw error
    throw offline()
  } finally {
    clearInterval(asking)
  }
}

/** Has the browser save a file. */
export function saveFile({ blob, name }: Exported): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
