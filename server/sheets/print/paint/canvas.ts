import { channels } from '@mashang/shared/sheets/template.rules.ts'
import type { ShapedLine } from '../fonts/mongolian.ts'
import { MM, number, textString } from '../pdf/syntax.ts'
import type { Run, RunGlyph } from './run.ts'

/** Control points of a quarter circle. */
const ROUND = 0.5523
const DOT_RADIUS = 0.09

/** Where something goes; lengths in mm. */
export interface Place {
  x: number
  y: number
  scale?: number
  upsideDown?: boolean
}

/**
 * Draws what one content stream holds. Millimetres; the origin is the upper left corner of the
 * trimmed sheet, y runs downwards. Whoever places the stream moves that corner to its spot.
 */
export class Canvas {
  private operators = ''
  private colour = ''
  /** Images and forms; the stream calls object n `Xn`. */
  readonly used = new Set<number>()

  get content(): string {
    return this.operators
  }

  /** Operators of PDF as they are. */
  raw(operators: string): void {
    this.operators += operators
  }

  fill(colour: string): void {
    if (colour === this.colour) return
    this.colour = colour
    this.operators += `${channels(colour).map(number).join(' ')} rg\n`
  }

  /** What `draw` does to the state of graphics ends with it. */
  group(draw: () => void): void {
    const colour = this.colour
    this.operators += 'q\n'
    draw()
    this.operators += 'Q\n'
    this.colour = colour
  }

  rectangle(x: number, y: number, width: number, height: number, colour: string): void {
    this.fill(colour)
    this.operators += `${box(x, y, width, height)} re f\n`
  }

  clip(x: number, y: number, width: number, height: number): void {
    this.operators += `${box(x, y, width, height)} re W n\n`
  }

  /** A filled circle around x, y. */
  circle(x: number, y: number, radius: number, colour: string): void {
    this.fill(colour)
    this.operators += `${roundPath(x - radius, y - radius, 2 * radius, 2 * radius, radius)}f\n`
  }

  /** The outline of a circle, `width` mm thick. */
  ring(x: number, y: number, radius: number, width: number, colour: string): void {
    this.operators += `q ${channels(colour).map(number).join(' ')} RG ${at(width)} w ${roundPath(x - radius, y - radius, 2 * radius, 2 * radius, radius)}S Q\n`
  }

  rounded(x: number, y: number, w: number, h: number, radius: number, colour: string): void {
    this.fill(colour)
    this.operators += `${roundPath(x, y, w, h, radius)}f\n`
  }

  /** A line of `width` mm; `dash` in mm. */
  line(points: [number, number][], width: number, colour: string, dash?: [number, number]): void {
    const [first, ...others] = points.map(([x, y]) => `${at(x)} ${at(-y)}`)
    const dashes = dash === undefined ? '' : `[${dash.map(at).join(' ')}] 0 d `
    this.operators += `q ${dashes}${channels(colour).map(number).join(' ')} RG ${at(width)} w ${first} m ${others.map((point) => `${point} l`).join(' ')} S Q\n`
  }

  /** A filled path; `M`, `L`, `C`, `Z` with absolute millimetres, as in SVG. */
  path(steps: readonly (readonly ['M' | 'L' | 'C', ...number[]])[], colour: string): void {
    this.fill(colour)
    const letters = { M: 'm', L: 'l', C: 'c' }
    for (const [kind, ...values] of steps) {
      this.operators += `${values.map((v, i) => at(i % 2 === 0 ? v : -v)).join(' ')} ${letters[kind]} `
    }
    this.operators += 'f\n'
  }

  /** Text in a row; x is its left end, y its baseline, `size` the em, `tracking` between letters. */
  text(run: Run, x: number, y: number, size: number, colour: string, tracking = 0): void {
    if (run.glyphs.length === 0) return
    this.fill(colour)
    const position = `1 0 0 1 ${at(x)} ${at(-y)} Tm`
    this.operators += textObject(run, `F${run.face.name}`, size, position, (glyph) =>
      adjust((glyph.dot ? 0 : glyph.width - glyph.step) - tracking / size),
    )
    let along = x
    for (const glyph of run.glyphs) {
      if (glyph.dot)
        this.circle(along + (glyph.step * size) / 2, y - 0.36 * size, DOT_RADIUS * size, colour)
      along += glyph.step * size + tracking
    }
  }

  /** Text in a column; x is its middle, y its upper end, `size` the em, `tracking` between characters. */
  column(run: Run, x: number, y: number, size: number, colour: string, tracking = 0): void {
    if (run.glyphs.length === 0) return
    this.fill(colour)
    const position = `1 0 0 1 ${at(x)} ${at(-y)} Tm`
    this.operators += textObject(run, `V${run.face.name}`, size, position, (glyph) =>
      // Numbers between glyphs of a column push downwards when positive is upwards: 9.4.4.
      adjust(glyph.step - 1 + tracking / size),
    )
    let along = y
    for (const glyph of run.glyphs) {
      if (glyph.dot) this.circle(x, along + (glyph.step * size) / 2, DOT_RADIUS * size, colour)
      along += glyph.step * size + tracking
    }
  }

  /** A shaped line turned by a quarter, clockwise; x is its baseline, y its upper end. */
  turned(line: ShapedLine, x: number, y: number, size: number, colour: string): void {
    this.fill(colour)
    let out = `BT/Fmongolian ${at(size)} Tf `
    let along = y
    for (const { hex, step, rise, shift } of line.glyphs) {
      out += `0 -1 1 0 ${at(x + rise * size)} ${at(-along - shift * size)} Tm<${hex}>Tj `
      along += step * size
    }
    this.operators += `${out}ET\n`
  }

  /** Text that is copied as `text`, however its glyphs are drawn. */
  replaced(text: string, draw: () => void): void {
    this.operators += `/Span<</ActualText${textString(text)}>>BDC\n`
    draw()
    this.operators += 'EMC\n'
  }

  /** An image, spread over the box. */
  image(id: number, x: number, y: number, width: number, height: number): void {
    this.used.add(id)
    this.operators += `q ${at(width)} 0 0 ${at(height)} ${at(x)} ${at(-y - height)} cm/X${id} Do Q\n`
  }

  /** A form with its origin at x, y. */
  form(id: number, x = 0, y = 0): void {
    this.used.add(id)
    this.operators += `q 1 0 0 1 ${at(x)} ${at(-y)} cm/X${id} Do Q\n`
  }

  /** Everything of another canvas, with its origin at x, y. */
  placed(other: Canvas, place: Place): void {
    for (const id of other.used) this.used.add(id)
    this.moved(place, () => this.raw(other.content))
  }

  /** What `draw` draws has its origin at x, y, is `scale` times as large, and may stand on its head. */
  moved({ x, y, scale = 1, upsideDown = false }: Place, draw: () => void): void {
    const k = number(upsideDown ? -scale : scale)
    this.group(() => {
      this.raw(`${k} 0 0 ${k} ${at(x)} ${at(-y)} cm\n`)
      draw()
    })
  }
}

const at = (mm: number): string => number(mm * MM)

const box = (x: number, y: number, width: number, height: number): string =>
  `${at(x)} ${at(-y - height)} ${at(width)} ${at(height)}`

function roundPath(x: number, y: number, w: number, h: number, radius: number): string {
  const k = radius * (1 - ROUND)
  const p = (...values: number[]): string =>
    values.map((value, i) => at(i % 2 === 0 ? x + value : -(y + value))).join(' ')
  return (
    `${p(radius, 0)} m ${p(w - radius, 0)} l ${p(w - k, 0, w, k, w, radius)} c ` +
    `${p(w, h - radius)} l ${p(w, h - k, w - k, h, w - radius, h)} c ` +
    `${p(radius, h)} l ${p(k, h, 0, h - k, 0, h - radius)} c ` +
    `${p(0, radius)} l ${p(0, k, k, 0, radius, 0)} c h `
  )
}

const adjust = (em: number): number => Math.round(em * 1000)

/** Glyphs in one text object; dots are there to be copied, not to be seen. */
function textObject(
  run: Run,
  font: string,
  size: number,
  position: string,
  correction: (glyph: RunGlyph) => number,
): string {
  let out = `BT/${font} ${at(size)} Tf ${position} [`
  let open = false
  const close = (): void => {
    if (open) out += '>'
    open = false
  }
  for (const glyph of run.glyphs) {
    if (glyph.dot) {
      close()
      // Squeezed to the room it takes: readers that copy would see a line's end in a step back.
      const squeezed = Math.round((glyph.step / glyph.width) * 100)
      out += `]TJ 3 Tr ${squeezed} Tz<${glyph.hex}>Tj 0 Tr 100 Tz[`
    } else {
      if (!open) out += '<'
      out += glyph.hex
      open = true
    }
    const shift = correction(glyph)
    if (shift === 0) continue
    close()
    out += shift
  }
  close()
  return `${out}]TJ ET\n`
}
