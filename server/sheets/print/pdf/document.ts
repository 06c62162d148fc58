import { hash } from 'node:crypto'
import { Faces } from '../fonts/faces.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { JpegFrame } from '../paint/jpeg.ts'
import type { Output } from './output.ts'
import { createPageTree } from './page-tree.ts'
import { createPdf, type PdfFile } from './pdf-file.ts'
import { deflate, MM, number, textString } from './syntax.ts'

/** Lengths in mm. */
export interface PageSize {
  width: number
  height: number
  /** From the page's edge to where it is cut, and how much of that is bleed; absent: not cut. */
  cut?: { margin: number; bleed: number }
}

/** A raster that is no JPEG: pixels as RGB, and their opacity. */
export interface Raster {
  width: number
  height: number
  rgb: Uint8Array
  alpha: Uint8Array | null
}

/** What a finished document is made of, for whoever reads parts of it back. */
export interface FinishedDocument {
  bytes: number
  /** Of objects, by their number. */
  offsets: readonly number[]
  /** Numbers of the pages' objects. */
  pages: readonly number[]
}

/** A PDF of pages that share fonts, forms and pictures. Coordinates as in canvas.ts. */
export class PdfDocument {
  readonly faces: Faces
  private readonly pdf: PdfFile
  private readonly tree: ReturnType<typeof createPageTree>
  private readonly fonts: number
  private readonly images = new Map<string, number>()

  constructor(output: Output) {
    this.pdf = createPdf(output)
    this.faces = new Faces(this.pdf)
    this.fonts = this.pdf.reserve()
    this.tree = createPageTree(this.pdf)
  }

  get pages(): number {
    return this.tree.ids.length
  }

  /** A form to be placed with `place`, its origin the canvas's. Nothing shows outside of the box. */
  form(canvas: Canvas, box: { x: number; y: number; width: number; height: number }): number {
    const bounds = [box.x, -box.y - box.height, box.x + box.width, -box.y]
    return this.pdf.stream(
      `/Type/XObject/Subtype/Form/BBox[${bounds.map((mm) => number(mm * MM)).join(' ')}]` +
        `/Resources${this.resources(canvas.used)}/Filter/FlateDecode`,
      deflate(canvas.content),
    )
  }

  /** A JPEG as it is. The same bytes are kept once. */
  jpeg(bytes: Uint8Array, { width, height, components }: JpegFrame): number {
    const key = hash('sha1', bytes)
    const known = this.images.get(key)
    if (known !== undefined) return known
    const space = components === 1 ? '/DeviceGray' : '/DeviceRGB'
    const id = this.pdf.stream(`${imageEntries(width, height, space)}/Filter/DCTDecode`, bytes)
    this.images.set(key, id)
    return id
  }

  raster({ width, height, rgb, alpha }: Raster): number {
    const mask =
      alpha === null
        ? ''
        : `/SMask ${this.pdf.stream(
            `${imageEntries(width, height, '/DeviceGray')}/Filter/FlateDecode`,
            deflate(alpha),
          )} 0 R`
    return this.pdf.stream(
      `${imageEntries(width, height, '/DeviceRGB')}${mask}/Filter/FlateDecode`,
      deflate(rgb),
    )
  }

  /** @param canvas what the page shows, its origin at the upper left corner of the trimmed page */
  page(size: PageSize, canvas: Canvas): void {
    const { width, height, cut } = size
    const margin = cut?.margin ?? 0
    const points = (inset: number): string =>
      [inset, inset, width + 2 * margin - inset, height + 2 * margin - inset]
        .map((mm) => number(mm * MM))
        .join(' ')
    const boxes =
      cut === undefined
        ? `/MediaBox[${points(0)}]/TrimBox[${points(0)}]`
        : `/MediaBox[${points(0)}]/BleedBox[${points(margin - cut.bleed)}]/TrimBox[${points(margin)}]`
    const origin = `1 0 0 1 ${number(margin * MM)} ${number((height + margin) * MM)} cm\n`
    const contents = this.pdf.stream('/Filter/FlateDecode', deflate(origin + canvas.content))
    this.tree.add(`${boxes}/Resources${this.resources(canvas.used)}/Contents ${contents} 0 R`)
  }

  finish(title: string, madeAt: Date): FinishedDocument {
    this.faces.embed()
    this.pdf.object(this.faces.resources, this.fonts)
    const pages = this.tree.finish()
    const root = this.pdf.object(
      `<</Type/Catalog/Pages ${pages} 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>`,
    )
    const info = this.pdf.object(
      `<</Title${textString(title)}/Producer${textString('码上代表')}/Creator${textString('码上代表')}/CreationDate(${pdfDate(madeAt)})>>`,
    )
    return { ...this.pdf.finish(root, info), pages: this.tree.ids }
  }

  abandon(): void {
    this.pdf.abandon()
  }

  private resources(used: ReadonlySet<number>): string {
    const entries = [...used].map((id) => `/X${id} ${id} 0 R`).join('')
    return `<</Font ${this.fonts} 0 R${entries === '' ? '' : `/XObject<<${entries}>>`}>>`
  }
}

const imageEntries = (width: number, height: number, space: string): string =>
  `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent 8`

/** ISO 32000-1, 7.9.4, in UTC. */
const pdfDate = (date: Date): string =>
  `D:${date.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z`
