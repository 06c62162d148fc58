import { saveFile } from './office-table/export-file.ts'

/** How long the tab has to read it, milliseconds. */
const READING = 60_000

/**
 * Shows a PDF in a tab of its own; where none may be opened it is saved under its name. The tab is
 * opened by the press itself: after a wait a browser takes it for an advertisement.
 */
export async function showPdf(fetch: () => Promise<Blob>, name: string): Promise<void> {
  const tab = window.open('', '_blank')
  try {
    const blob = await fetch()
    if (tab === null) return saveFile({ blob, name })
    const address = URL.createObjectURL(blob)
    tab.location.replace(address)
    setTimeout(() => URL.revokeObjectURL(address), READING)
  } catch (error) {
    tab?.close()
    throw error
  }
}
