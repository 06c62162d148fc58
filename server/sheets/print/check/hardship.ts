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

/** Along the rows, then the columns. */
const enlarged = (from: Grey): Grey => stretched(stretched(from, ENLARGE, 1), 1, ENLARGE)

function stretched(from: Grey, wider: number, higher: number): Grey {
  const to = picture(from.width * wider, from.height * higher)
  const factor = wider * higher
  const [dx, dy] = [Math.sign(wider - 1), Math.sign(higher - 1)]
  for (let phase = 0; phase < factor; phase++) {
    const at = (phase + 0.5) / factor - 0.5
    const first = Math.floor(at) - 1
    const weights = cubic(at - Math.floor(at))
    for (let y = dy * phase; y < to.height; y += higher)
      for (let x = dx * phase; x < to.width; x += wider) {
        const [column, row] = [Math.floor(x / wider), Math.floor(y / higher)]
        let sum = 0
        for (let tap = 0; tap < 4; tap++)
          sum +=
            (weights[tap] as number) *
            greyAt(from, column + dx * (first + tap), row + dy * (first + tap))
        to.data[y * to.width + x] = clamped(sum)
      }
  }
  return to
}
