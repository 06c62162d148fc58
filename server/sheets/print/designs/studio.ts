import type { ErrorLevel } from '../../../codes/qr.ts'
import type { Face } from '../fonts/face.ts'
import type { FontName } from '../fonts/font-names.ts'
import type { ShapeMongolian } from '../fonts/mongolian.ts'
import type { Canvas } from '../paint/canvas.ts'
import { drawCode } from '../paint/code.ts'
import { mix } from '../paint/colours.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { PrintSetting, SheetContent } from '../print.types.ts'

/** A picture in the document, with its shape. */
export interface Picture {
  id: number
  width: number
  height: number
}

/** Colours of a template, and those that follow from them. */
export interface Theme {
  main: string
  accent: string
  ink: string
  paper: string
  /** Second text. */
  soft: string
  /** Thin rules on paper. */
  line: string
  /** Ticks on the main colour. */
  tick: string
  /** Text on the main colour that may step back. */
  onMainSoft: string
}

/** What all layouts of a document draw with. */
export interface Studio {
  document: PdfDocument
  setting: PrintSetting
  theme: Theme
  /** Error correction of the codes. */
  level: ErrorLevel
  /** How far colour runs over the cut, in the layout's own mm. */
  bleed: number
  placeholder: Picture
  logo: Picture | null
  /** Joins Mongolian letters; loaded when the first sheet needs it. */
  shape: ShapeMongolian | null
}

/** One kind of sheet, laid out once; mm from its upper left corner. */
export interface Layout {
  width: number
  height: number
  /** Where dark modules stand. */
  code: { x: number; y: number; side: number }
  /** What all sheets share. */
  fixed(canvas: Canvas): void
  /** What only this sheet has. */
  sheet(canvas: Canvas, content: SheetContent, photo: Picture | null): void
  /** Lines on the page around its sheets: where to fold. */
  page?(canvas: Canvas): void
}

export function themeOf({ main, accent, ink, paper }: PrintSetting['template']['colours']): Theme {
  return {
    main,
    accent,
    ink,
    paper,
    soft: mix(ink, paper, 0.24),
    line: mix(ink, paper, 0.85),
    tick: mix(accent, '#FFFFFF', 0.5),
    onMainSoft: mix(paper, main, 0.12),
  }
}

/** M indoors, Q outdoors where paper gets torn and dirty, H where a logo covers modules. */
export function levelOf({ medium, template }: PrintSetting): ErrorLevel {
  if (template.logo?.placement === 'code') return 'H'
  return medium === 'indoors' ? 'M' : 'Q'
}

/** The face asked for; the serif only where it has all of the text. */
export function faceFor(studio: Studio, font: FontName, text: string): Face {
  const { faces } = studio.document
  return font === 'serif' ? faces.forName(text) : faces.get(font)
}

/** The sheet's code at its layout's place, with the logo in it where the template wants one. */
export function paintCode(studio: Studio, canvas: Canvas, url: string, code: Layout['code']): void {
  const logo = studio.setting.template.logo?.placement === 'code' ? studio.logo : null
  const { x, y, side } = code
  const spot = drawCode(canvas, url, studio.level, x, y, side, studio.theme.ink, logo !== null)
  if (spot === null || logo === null) return
  const scale = spot.side / Math.max(logo.width, logo.height)
  const [width, height] = [logo.width * scale, logo.height * scale]
  canvas.image(
    logo.id,
    spot.x + (spot.side - width) / 2,
    spot.y + (spot.side - height) / 2,
    width,
    height,
  )
}
