import { deflateSync } from 'node:zlib'
import { Failure } from '@mashang/shared/core/errors.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import { pngOf } from '../../codes/png.ts'
import { openBatch } from './batch.ts'
import { readFar, readNear } from './check/check.ts'
import { codesInLogo } from './check/logo-codes.ts'
import { openPdf, type Pixels } from './check/rasteriser.ts'
import { memoryOutput } from './pdf/output.ts'
import type { PrintSetting, SheetContent } from './print.types.ts'
import { ready, readySetting } from './tidy.ts'

/** Dots per inch at which a page is about as wide as an office's window. */
const DEFAULT_DPI = 110
const TITLE = '预览'

async function onePage(setting: PrintSetting, sheet: SheetContent) {
  const output = memoryOutput()
  const batch = await openBatch(readySetting(setting), output)
  const { codes } = await batch.add(ready(sheet, setting))
  batch.finish(TITLE, new Date())
  return { bytes: output.bytes(), codes }
}

/** The page of one sheet as PDF. */
export async function previewPdf(setting: PrintSetting, sheet: SheetContent): Promise<Uint8Array> {
  return (await onePage(setting, sheet)).bytes
}

/** The page of one sheet as PNG, as another program sees it. */
export async function preview(
  setting: PrintSetting,
  sheet: SheetContent,
  dpi = DEFAULT_DPI,
): Promise<Uint8Array> {
  const pdf = await openPdf((await onePage(setting, sheet)).bytes)
  try {
    return png(pdf.renderColour(0, dpi))
  } finally {
    pdf.close()
  }
}

/**
 * Prints one sheet and reads its code near and far.
 * @throws Failure print.logo-is-code where the logo holds a code of its own, print.logo-hides-code,
 *   or print.code-unreadable where there is no logo in it
 */
export async function checkTemplate(setting: PrintSetting, sheet: SheetContent): Promise<void> {
  const { bytes, codes } = await onePage(setting, sheet)
  const { logo } = setting.template
  if (logo && (await codesInLogo(logo)).length > 0) throw new Failure(printErrors.logoIsCode)
  const pdf = await openPdf(bytes)
  try {
    for (const spot of codes) {
      const near = await readNear(pdf, spot)
      const far = await readFar(pdf, spot)
      if ([near, far].every((read) => read.length === 1 && read[0] === sheet.url)) continue
      const inCode = logo?.placement === 'code'
      throw new Failure(inCode ? printErrors.logoHidesCode : printErrors.codeUnreadable)
    }
  } finally {
    pdf.close()
  }
}

function png({ width, height, data }: Pixels): Uint8Array {
  const stride = width * 3 + 1
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = y * stride + 1 + x * 3
      rows[to] = data[from] as number
      rows[to + 1] = data[from + 1] as number
      rows[to + 2] = data[from + 2] as number
    }
  }
  return pngOf({ width, height, depth: 8, colour: 2 }, deflateSync(rows, { level: 6 }))
}
