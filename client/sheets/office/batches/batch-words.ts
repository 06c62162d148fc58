import type { BatchState } from '@mashang/shared/sheets/sheets.words.ts'
import type { BatchView } from '../batches.query.ts'

export const isRunning = ({ state }: { state: BatchState }): boolean =>
  state === 'waiting' || state === 'working'

/** "0138–0254", or the one number; null while none is given. */
export function numbersOf({ numbers }: Pick<BatchView, 'numbers'>): string | null {
  if (!numbers) return null
  return numbers.from === numbers.to ? numbers.from : `${numbers.from}–${numbers.to}`
}

/** Where the whole batch is downloaded: the one PDF, or the archive of several. */
export const fileOf = ({ id, files }: Pick<BatchView, 'id' | 'files'>) =>
  files.length > 1
    ? { href: `/api/poster-batches/${id}.zip`, words: '压缩包' }
    : { href: `/api/poster-batches/${id}.pdf`, words: 'PDF' }

/** "3.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
