import type { LetterWords } from '@mashang/shared/suggestions/letters.rules.ts'
import PDFDocument from 'pdfkit'
import { plainFonts } from './plain-fonts.ts'

const MM = 72 / 25.4

/** What one would write first: a document of pdfkit's for each letter, its text flowed by pdfkit. */
export function plainLetter(letter: LetterWords): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 37 * MM, left: 28 * MM, right: 26 * MM, bottom: 35 * MM },
  })
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  const { song, serif } = plainFonts
  const text = (what: string, options: PDFKit.Mixins.TextOptions = {}): void => {
    document.text(what, { lineGap: 5, ...options })
  }
  document.font(song).fontSize(16)
  text(letter.number ?? '', { align: 'center' })
  document.font(serif).fontSize(22)
  text(letter.title, { align: 'center' })
  document.font(song).fontSize(16)
  text(`${letter.to}：`)
  for (const paragraph of letter.paragraphs) text(paragraph, { indent: 32 })
  text(letter.signature, { align: 'right' })
  text(letter.date, { align: 'right' })
  document.fontSize(14)
  if (letter.issued !== null) text(`${letter.issued.by}　${letter.issued.on}`)
  document.end()
  return whole
}
