import { findProgram } from './programs.ts'

/** Programs by other people that read a PDF or a code: what prints is not its own judge. */
const TOOLS = ['pdftotext', 'pdftohtml', 'pdfinfo', 'pdffonts', 'pdftoppm', 'qpdf', 'zbarimg']

/** Those that this machine lacks. */
export const missingPdfTools = (): string[] =>
  TOOLS.filter((name) => findProgram(name) === undefined)
