import type { Pixels } from './rasteriser.ts'

/** Degrees by which a phone is held askew. */
const TILT = 7
/** Of the blur, in pixels of the small picture. */
const SIGMA = 0.6
/** Decoders of phones enlarge what is small; so the small picture is enlarged before it is read. */
const ENLARGE = 3

/** What a phone sees from afar in a shaking hand: the picture tilted and blurred. */
export async function hardship(pixels: Pixels): Promise<Pixels> {
  const { default: sharp } = await import('sharp')
  const { width, height, channels } = pixels
  const tilted = await sharp(pixels.data, { raw: { width, height, channels } })
    .rotate(TILT, { background: '#ffffff' })
    .blur(SIGMA)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { data, info } = await sharp(tilted.data, {
    raw: { width: tilted.info.width, height: tilted.info.height, channels: tilted.info.channels },
  })
    .resize(tilted.info.width * ENLARGE, undefined, { kernel: 'cubic' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 1, data: new Uint8Array(data) }
}
