import type { Grey } from './rasteriser.ts'

/** Degrees by which a phone is held askew. */
const TILT = 7
/** Of the blur, in pixels of the small picture. */
const SIGMA = 0.6
/** Decoders of phones enlarge what is small; so the small picture is enlarged before it is read. */
const ENLARGE = 3
const PAPER = 255

/**
 * What a phone sees from afar in a shaking hand: a grey picture tilted and blurred. Done here rather
 * than by an image library, whose loading alone would take a tenth of a thousand sheets' time.
 */
export function hardship(pixels: Grey): Grey {
  return enlarged(blurred(tilted(pixels)))
}

const picture = (width: number, height: number): Grey => ({
  width,
  height,
  channels: 1,
  data: new Uint8Array(width * height).fill(PAPER),
})

/** Turned around its middle, in a picture that holds all of it. */
function tilted(from: Grey): Grey {
  const [sin, cos] = [Math.sin((TILT * Math.PI) / 180), Math.cos((TILT * Math.PI) / 180)]
  const to = picture(
    Math.ceil(from.width * cos + from.height * sin),
    Math.ceil(from.width * sin + from.height * cos),
  )
  for (let y = 0; y < to.height; y++) {
    const dy = y - (to.height - 1) / 2
    for (let x = 0; x < to.width; x++) {
      const dx = x - (to.width - 1) / 2
      const column = dx * cos + dy * sin + (from.width - 1) / 2
      const row = dy * cos - dx * sin + (from.height - 1) / 2
      to.data[y * to.width + x] = between(from, column, row)
    }
  }
  return to
}

/** The grey at a place between pixels, by the sixteen around it; paper beyond the edge. */
function between(from: Grey, column: number, row: number): number {
  const [left, top] = [Math.floor(column), Math.floor(row)]
  const across = cubic(column - left)
  let sum = 0
  for (const [dy, down] of cubic(row - top).entries())
    for (let dx = 0; dx < 4; dx++)
      sum += down * (across[dx] as number) * greyAt(from, left + dx - 1, top + dy - 1)
  return clamped(sum)
}

/** Weights of the four pixels around a place `t` between the two in the middle (Catmull–Rom). */
const cubic = (t: number): readonly number[] => [
  ((2 - t) * t - 1) * t * 0.5,
  ((3 * t - 5) * t * t + 2) * 0.5,
  ((4 - 3 * t) * t + 1) * t * 0.5,
  (t - 1) * t * t * 0.5,
]
const clamped = (grey: number): number => Math.max(0, Math.min(PAPER, Math.round(grey)))

const greyAt = ({ data, width, height }: Grey, column: number, row: number): number =>
  column < 0 || row < 0 || column >= width || row >= height
    ? PAPER
    : (data[row * width + column] as number)

/** Gaussian, along the rows and then the columns; beyond the neighbour nothing is left of it. */
function blurred(from: Grey): Grey {
  const beside = Math.exp(-1 / (2 * SIGMA ** 2))
  const whole = 1 + 2 * beside
  const along = (source: Grey, dx: number, dy: number): Grey => {
    const to = picture(source.width, source.height)
    for (let y = 0; y < to.height; y++)
      for (let x = 0; x < to.width; x++) {
        const around = greyAt(source, x - dx, y - dy) + greyAt(source, x + dx, y + dy)
        to.data[y * to.width + x] = Math.round((greyAt(source, x, y) + beside * around) / whole)
      }
    return to
  }
  return along(along(from, 1, 0), 0, 1)
}

/** Weights of four pixels for each of the ENLARGE that one becomes, and how far left they begin. */
const STEPS = Array.from({ length: ENLARGE }, (_, step) => {
  const at = (step + 0.5) / ENLARGE - 0.5
  return { first: Math.floor(at) - 1, weights: cubic(at - Math.floor(at)) }
})

/** Along the rows, then the columns. */
function enlarged({ data, width, height }: Grey): Grey {
  const wide = stretched(data, width, height, 1, width)
  return {
    width: width * ENLARGE,
    height: height * ENLARGE,
    channels: 1,
    data: stretched(wide, height, width * ENLARGE, width * ENLARGE, 1),
  }
}

/**
 * @param length pixels in a line
 * @param next from a pixel to the next of its line
 * @param nextLine from a line to the next
 */
function stretched(
  from: Uint8Array,
  length: number,
  lines: number,
  next: number,
  nextLine: number,
): Uint8Array<ArrayBuffer> {
  // Clamps and rounds what is written to it.
  const to = new Uint8ClampedArray(from.length * ENLARGE)
  const last = length - 1
  for (const [step, { first, weights }] of STEPS.entries()) {
    const [a = 0, b = 0, c = 0, d = 0] = weights
    for (let at = 0; at < length; at++) {
      const place = (index: number): number =>
        Math.max(0, Math.min(last, at + first + index)) * next
      const [p, q, r, s] = [place(0), place(1), place(2), place(3)]
      const target = (at * ENLARGE + step) * next
      for (let line = 0; line < lines; line++) {
        const base = line * nextLine
        to[target + base * (next === 1 ? ENLARGE : 1)] =
          a * (from[base + p] as number) +
          b * (from[base + q] as number) +
          c * (from[base + r] as number) +
          d * (from[base + s] as number)
      }
    }
  }
  return new Uint8Array(to.buffer)
}
