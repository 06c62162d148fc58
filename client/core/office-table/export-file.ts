import type { exportsApi } from '@mashang/shared/exports/exports.api.ts'
import type { ExportFormat } from '@mashang/shared/exports/exports.words.ts'
import { addressOf, CallFailure, call, failureFrom, offline, type ReplyOf } from '../call.ts'
import { newUuid } from '../uuid.ts'

const EVERY = 700
const AT_MOST = 1_000

/** The file name that the server gave (RFC 8187). */
export function nameIn(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : otherwise
}

export interface Exported {
  blob: Blob
  name: string
}

/** Reads the file of an answer; a refusal is thrown, an abort throws the signal's reason. */
async function received(
  asked: Promise<Response>,
  otherwise: string,
  signal: AbortSignal,
): Promise<Exported> {
  try {
    const response = await asked
    if (!response.ok) throw failureFrom(response.status, await response.text())
    const blob = await response.blob()
    return { blob, name: nameIn(response.headers.get('content-disposition'), otherwise) }
  } catch (error) {
    if (error instanceof CallFailure || signal.aborted) throw error
    throw offline()
  }
}

/** Fetches a file that is made at once. Throws CallFailure. */
export const fetchReady = (address: string, signal: AbortSignal): Promise<Exported> =>
  received(fetch(address, { credentials: 'same-origin', signal }), 'file', signal)

/** Sends a file, and fetches the one that is made of it. Throws CallFailure. */
export function uploadForFile(address: string, file: File, signal: AbortSignal): Promise<Exported> {
  const body = new FormData()
  body.append('file', file, file.name)
  return received(
    fetch(address, { method: 'POST', credentials: 'same-origin', body, signal }),
    'file',
    signal,
  )
}

/** How many files go along with the rows, and how many of them are missing. */
export type Beside = ReplyOf<typeof exportsApi.progress>['beside']
type Told = (done: number, total: number, beside: Beside) => void

/** Waits for a file that the server makes, and tells meanwhile how far it is. */
async function watched(
  ask: (ticket: string) => Promise<Response>,
  otherwise: string,
  signal: AbortSignal,
  told: Told,
): Promise<Exported> {
  const ticket = newUuid()
  const look = async (): Promise<void> => {
    try {
      const { done, total, beside } = await call<typeof exportsApi.progress>(
        'GET',
        '/api/exports/:ticket',
        { params: { ticket }, signal },
      )
      told(done, total, beside)
    } catch {
      // Not begun yet, or no signal for a moment; the file itself says whether it failed.
    }
  }
  const asking = setInterval(look, EVERY)
  try {
    const file = await received(ask(ticket), otherwise, signal)
    // The last count belongs to the file, which does not wait long for it.
    await Promise.race([look(), new Promise((go) => setTimeout(go, AT_MOST))])
    return file
  } finally {
    clearInterval(asking)
  }
}

/**
 * Fetches a table as a file and tells how many rows are done. Throws CallFailure; an abort throws
 * the signal's reason.
 */
export const fetchExport = (
  of: {
    path: string
    query: Record<string, string | number | undefined>
    file: ExportFormat | 'pdf' | 'docx'
    columns: string | undefined
  },
  signal: AbortSignal,
  told: Told,
): Promise<Exported> =>
  watched(
    (ticket) => {
      const query = { ...of.query, file: of.file, columns: of.columns, ticket }
      const request = { credentials: 'same-origin', signal } as const
      return fetch(addressOf(of.path, {}, query), request)
    },
    `export.${of.file}`,
    signal,
    told,
  )

/** The same for what is asked for in a body: many things chosen one by one. */
export const fetchMade = (
  of: { path: string; body: object },
  signal: AbortSignal,
  told: Told,
): Promise<Exported> =>
  watched(
    (ticket) =>
      fetch(addressOf(of.path), {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...of.body, ticket }),
        signal,
      }),
    'file',
    signal,
    told,
  )

/** Has the browser save a file. */
export function saveFile({ blob, name }: Exported): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
