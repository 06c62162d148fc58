import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs by other people that read a PDF or a code: what prints is not its own judge. */
const TOOLS = ['pdftotext', 'pdfinfo', 'pdffonts', 'pdftoppm', 'qpdf', 'zbarimg']

/** Those that this machine lacks. */
export function missingPdfTools(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return TOOLS.filter((name) => !folders.some((folder) => existsSync(join(folder, name))))
}
