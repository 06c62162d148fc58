import { Failure } from '@mashang/shared/core/errors.ts'
import { sheetTitles } from '@mashang/shared/sheets/formats.words.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import type { CodeSpot } from '../batch.ts'
import { giveBack } from '../give-back.ts'
import type { FinishedDocument } from '../pdf/document.ts'
import type { PrintSetting } from '../print.types.ts'
import { decodeAll, loadDecoder } from './decoder.ts'
import { excerpt } from './excerpt.ts'
import { hardship } from './hardship.ts'
import { type Area, loadPdfium, type OpenedPdf, openPdf } from './rasteriser.ts'

/** A printed code that is read back. */
export interface Sample {
  number: string
  url: string
  spot: CodeSpot
}

/** As printed, and as a phone sees it from afar. */
const PRINT_DPI = 300
const FAR_DPI = 72
/** Around a code, as part of its side. */
const AROUND = 0.24

/** From this side on, in mm, a code hangs on a wall and is scanned from afar; smaller ones are held. */
const HANGS = 30
/** So many sheets are looked at from afar before a file is given up: a shaking hand tries again, too. */
const FAR_TRIES = 3

/** Of a code in a sample, in pixels: a dozen per module are enough for a large one. */
const SAMPLE_SIDE = 400

/**
 * Begins to load the readers, which compile themselves beside the thread while it draws. Why one
 * cannot be loaded is told by whoever needs it.
 */
export function makeReadersReady(): void {
  for (const reader of [loadPdfium(), loadDecoder()]) reader.catch(() => undefined)
}

/** What a code on a page holds when it is read as printed. */
export async function readNear(
  pdf: OpenedPdf,
  spot: CodeSpot,
  page = spot.page,
  dpi = PRINT_DPI,
): Promise<string[]> {
  return await decodeAll(pdf.renderGrey(page, dpi, areaOf(spot)))
}

/** The same at 72 dpi, tilted and blurred. */
export async function readFar(pdf: OpenedPdf, spot: CodeSpot, page = spot.page): Promise<string[]> {
  return await decodeAll(hardship(pdf.renderGrey(page, FAR_DPI, areaOf(spot))))
}

function areaOf({ x, y, side }: CodeSpot): Area {
  const around = side * AROUND
  return { x: x - around, y: y - around, width: side + 2 * around, height: side + 2 * around }
}

/**
 * Reads codes back from a finished file, by a program that knows nothing of how it was made: each
 * sample as printed, and of what hangs on walls one from afar.
 * @throws Failure print.code-unreadable that names the sheet
 */
export async function checkFile(
  path: string,
  document: FinishedDocument,
  samples: readonly Sample[],
  setting: PrintSetting,
): Promise<void> {
  const pages = [...new Set(samples.map(({ spot }) => spot.page))].sort((a, b) => a - b)
  const some = excerpt(path, document, pages)
  const pdf = await openPdf(some)
  giveBack(some)
  try {
    for (const { number, url, spot } of samples) {
      const read = await readNear(
        pdf,
        spot,
        pages.indexOf(spot.page),
        Math.min(PRINT_DPI, (SAMPLE_SIDE / spot.side) * 25.4),
      )
      if (read.length === 1 && read[0] === url) continue
      throw unreadable(setting, number)
    }
    const hanging = samples.filter(({ spot }) => spot.side >= HANGS).slice(0, FAR_TRIES)
    for (const [turn, { number, url, spot }] of hanging.entries()) {
      if ((await readFar(pdf, spot, pages.indexOf(spot.page))).includes(url)) break
      if (turn === hanging.length - 1) throw unreadable(setting, number)
    }
  } finally {
    pdf.close()
  }
}

const unreadable = ({ format }: PrintSetting, number: string): Failure =>
  new Failure(printErrors.codeUnreadable, {
    detail: `${sheetTitles[format]} ${number} 的二维码印出来扫不出，整批没有交付。请检查模板的颜色和标志，再印一次。`,
  })
