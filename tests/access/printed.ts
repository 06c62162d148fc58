import { execFileSync } from 'node:child_process'
import { findProgram } from '@mashang/scripts/support/programs.ts'

/** What is printed in a PDF file, without the breaks of its lines; what is left out without the program scripts/test.ts says. */
export function printed(bytes: Buffer): string {
  const program = findProgram('pdftotext')
  if (program === undefined) return ''
  const text = execFileSync(program, ['-raw', '-', '-'], { input: bytes, encoding: 'utf8' })
  return text.replaceAll(/\s/g, '')
}
