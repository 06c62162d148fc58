import { createWriteStream, fsyncSync, openSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { PrintSetting, SheetContent } from '@mashang/server/sheets/print/print.types.ts'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { plainFonts } from './plain-fonts.ts'

const MM = 72 / 25.4

/** What one would write first: pdfkit, the same fonts, every text laid out anew on every page. */
export async function printPlainly(
  path: string,
  setting: PrintSetting,
  sheets: AsyncIterable<SheetContent>,
): Promise<void> {
  const document = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false })
  const file = createWriteStream(path)
  document.pipe(file)
  for (const [name, path] of Object.entries(plainFonts)) document.registerFont(name, path)
  for await (const sheet of sheets) {
    plainPage(document, setting, sheet)
    // Lets the file take what is written.
    await new Promise((next) => setImmediate(next))
  }
  document.end()
  await finished(file)
  // Ours is durable when it is done; so is this one.
  fsyncSync(openSync(path, 'r'))
}

function plainPage(document: PDFKit.PDFDocument, setting: PrintSetting, sheet: SheetContent): void {
  const { texts, colours } = setting.template
  const text = (
    font: string,
    what: string,
    x: number,
    y: number,
    size: number,
    colour: string,
  ): void => {
    document
      .font(font)
      .fontSize(size * MM)
      .fillColor(colour)
      .text(what, x * MM, y * MM, { width: 100 * MM })
  }
  document.addPage()
  document.rect(0, 0, 210 * MM, 297 * MM).fill(colours.paper)
  document.rect(0, 0, 16 * MM, 297 * MM).fill(colours.main)
  for (let hour = 0; hour <= 24; hour++)
    document
      .rect(10 * MM, (22 + hour * 10.5) * MM, (hour % 6 === 0 ? 6 : 3) * MM, 1)
      .fill('#D9C59B')
  text('bold', texts.title, 41, 21, 5.2, colours.ink)
  document.image(Buffer.from(sheet.photo ?? []), 32 * MM, 40 * MM, {
    width: 84 * MM,
    height: 112 * MM,
  })
  for (const [i, character] of [...sheet.name].entries())
    text('serif', character, 154, 40 + i * 38, 34, colours.ink)
  for (const [i, character] of [...sheet.congress].entries())
    text('sans', character, 137, 40 + i * 7, 6.1, colours.ink)
  text('serif', texts.slogan, 32, 165, 12.6, colours.ink)
  text('serif', texts.promise, 106, 165, 12.6, colours.main)
  plainCode(document, sheet.url)
  text('bold', setting.domain, 106, 200, 9.6, colours.ink)
  text('sans', texts.warning, 106, 213, 4.7, colours.ink)
  text('sans', texts.phoneLine, 106, 225, 4.7, colours.ink)
  text('bold', setting.phone, 106, 232, 6.8, colours.ink)
  text('bold', sheet.station ?? '', 106, 248, 6.2, colours.ink)
  text('sans', `${sheet.unit}　${sheet.place}`, 32, 272, 3.9, colours.ink)
  text('sans', setting.office, 32, 279, 3.9, colours.ink)
  text('bold', `海报 ${sheet.number}`, 152, 278, 5.4, colours.ink)
}

function plainCode(document: PDFKit.PDFDocument, url: string): void {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' })
  const side = (58 * MM) / modules.size
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column))
        document.rect(32 * MM + column * side, 201.5 * MM + row * side, side, side)
  document.fill('#221D1A')
}
