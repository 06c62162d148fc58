import {
  BLEED,
  CUT_MARGIN,
  firstPlace,
  pageGeometry,
} from '@mashang/shared/sheets/formats.rules.ts'
import { cropMarks } from './designs/crop-marks.ts'
import { layoutOf } from './designs/designs.ts'
import { drawFigure } from './designs/figure.ts'
import { type Layout, levelOf, type Picture, type Studio, themeOf } from './designs/studio.ts'
import { fontPath } from './fonts/font-names.ts'
import { loadMongolian } from './fonts/mongolian.ts'
import { Canvas } from './paint/canvas.ts'
import { readJpeg } from './paint/jpeg.ts'
import { logoRaster } from './paint/logo.ts'
import { type FinishedDocument, PdfDocument } from './pdf/document.ts'
import type { Output } from './pdf/output.ts'
import type { PrintSetting, SheetContent } from './print.types.ts'

/** Where a sheet's code stands in its file: the page, from 0, and the box in mm from its corner. */
export interface CodeSpot {
  page: number
  x: number
  y: number
  side: number
}

/** One file of sheets. */
export interface Batch {
  /** @returns where its codes stand, and why its photo was left out, in a sentence */
  add(sheet: SheetContent): Promise<{ codes: CodeSpot[]; warning: string | null }>
  finish(title: string, madeAt: Date): FinishedDocument
  abandon(): void
}

const PHOTO_TROUBLES = {
  'not-jpeg': '照片不是 JPEG',
  cmyk: '照片是印刷用的 CMYK 颜色',
  damaged: '照片文件已损坏',
  unusual: '照片的编码太少见',
} as const

/**
 * @param firstFile whether a label sheet begins at the place that the setting names
 */
export async function openBatch(
  setting: PrintSetting,
  output: Output,
  firstFile = true,
): Promise<Batch> {
  const document = new PdfDocument(output)
  const theme = themeOf(setting.template.colours)
  const geometry = pageGeometry(setting)
  const marks = geometry.cutApart || (geometry.cutPage && setting.cropMarks)
  const logo = setting.template.logo === null ? null : await logoRaster(setting.template.logo)
  const studio: Studio = {
    document,
    setting,
    theme,
    level: levelOf(setting),
    bleed: marks ? BLEED / geometry.scale : 0,
    placeholder: drawFigure(document, theme),
    logo: logo && { id: document.raster(logo), width: logo.width, height: logo.height },
    shape: setting.template.mongolian === null ? null : await loadMongolian(fontPath('mongolian')),
  }
  const layout = layoutOf(studio)
  const ground = drawGround(studio, layout)
  const margin = geometry.cutPage && setting.cropMarks ? CUT_MARGIN : 0
  const size = {
    width: geometry.width,
    height: geometry.height,
    ...(margin > 0 ? { cut: { margin, bleed: BLEED } } : {}),
  }
  let page = new Canvas()
  let place = firstFile ? firstPlace(setting, setting.startAt) : 0
  let open = false

  const closePage = (): void => {
    if (!open) return
    if (marks) cropMarks(page, geometry)
    layout.page?.(page)
    document.page(size, page)
    page = new Canvas()
    open = false
  }
  return {
    async add(sheet) {
      if (place === geometry.places.length) {
        closePage()
        place = 0
      }
      if (sheet.mongolian !== null) studio.shape ??= await loadMongolian(fontPath('mongolian'))
      const { photo, warning } = placePhoto(document, sheet)
      const canvas = new Canvas()
      canvas.form(ground)
      layout.sheet(canvas, sheet, photo)
      const cells = geometry.places[place] ?? []
      const { scale } = geometry
      for (const cell of cells) page.placed(canvas, { ...cell, scale })
      open = true
      place++
      const { x, y, side } = layout.code
      const codes = cells.map((cell) => {
        const [dx, dy] = cell.upsideDown ? [-x - side, -y - side] : [x, y]
        return {
          page: document.pages,
          x: margin + cell.x + dx * scale,
          y: margin + cell.y + dy * scale,
          side: side * scale,
        }
      })
      return { codes, warning }
    },
    finish(title, madeAt) {
      closePage()
      return document.finish(title, madeAt)
    },
    abandon: () => document.abandon(),
  }
}

/** What all sheets share, drawn once and then only named. */
function drawGround({ document, bleed }: Studio, layout: Layout): number {
  const canvas = new Canvas()
  layout.fixed(canvas)
  return document.form(canvas, {
    x: -bleed,
    y: -bleed,
    width: layout.width + 2 * bleed,
    height: layout.height + 2 * bleed,
  })
}

function placePhoto(
  document: PdfDocument,
  { photo }: SheetContent,
): { photo: Picture | null; warning: string | null } {
  if (photo === null) return { photo: null, warning: null }
  const frame = readJpeg(photo)
  if (typeof frame === 'string')
    return { photo: null, warning: `${PHOTO_TROUBLES[frame]}，这一张先用人像轮廓代替。` }
  const { width, height } = frame
  return { photo: { id: document.jpeg(photo, frame), width, height }, warning: null }
}
