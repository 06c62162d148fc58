import { open } from 'node:fs/promises'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { Metadata } from 'sharp'

/** Pixels that are decoded at most: 50 megapixels, the largest of today's phones. */
const PIXEL_LIMIT = 50_000_000
/**
 * Pictures decoded at the same time. A progressive one is held whole (150 MB at 12 megapixels), and
 * two at once are hardly faster: see `npm run bench -- photos`.
 */
const AT_ONCE = 1
const FULL_EDGE = 1600
const THUMB_EDGE = 400
const ACCEPTED = new Set(['jpeg', 'png', 'webp'])

/** The decoder comes with the first photo: a server that nobody has sent one is 15 MB smaller. */
async function decoder(): Promise<typeof import('sharp').default> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

let working = 0
const queue: (() => void)[] = []

/** One of the few places at the decoder; memory stays bounded however many photos arrive. */
async function withPlace<T>(work: () => Promise<T>): Promise<T> {
  if (working >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  else working++
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next === undefined) working--
    else next()
  }
}

export interface EncodedPhoto {
  full: Buffer
  thumb: Buffer
  width: number
  height: number
}

async function inspect(source: string | Buffer): Promise<Metadata> {
  const sharp = await decoder()
  try {
    return await sharp(source, { limitInputPixels: false, failOn: 'error' }).metadata()
  } catch (cause) {
    throw new Failure(photoErrors.notAPhoto, { cause })
  }
}

/**
 * A photo from a stranger, decoded by content (never by name) and encoded anew: upright, without
 * EXIF, position or anything else that rode along. At most 1600 and 400 pixels on the long edge.
 * @param source the bytes, or the path of a file.
 */
export async function encodePhoto(source: string | Buffer): Promise<EncodedPhoto> {
  if (!looksLikePhoto(await firstBytes(source))) throw new Failure(photoErrors.notAPhoto)
  return await withPlace(async () => {
    const sharp = await decoder()
    const metadata = await inspect(source)
    if (!ACCEPTED.has(metadata.format ?? '') || (metadata.pages ?? 1) > 1)
      throw new Failure(photoErrors.notAPhoto)
    if (metadata.width * metadata.height > PIXEL_LIMIT) throw new Failure(photoErrors.tooManyPixels)
    try {
      const { data, info } = await sharp(source, {
        limitInputPixels: PIXEL_LIMIT,
        failOn: 'truncated',
      })
        .rotate()
        .resize(FULL_EDGE, FULL_EDGE, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 80 })
        .toBuffer({ resolveWithObject: true })
      return { full: data, thumb: await thumbOf(data), width: info.width, height: info.height }
    } catch (cause) {
      throw new Failure(photoErrors.unreadable, { cause })
    }
  })
}

/** A part of a picture, in shares of its width and height from the upper left corner. */
export interface Share {
  x: number
  y: number
  width: number
  height: number
}

/** The picture with its parts painted over, in both sizes; what lies under them is gone. */
export async function coverParts(
  picture: Buffer,
  parts: readonly Share[],
): Promise<Pick<EncodedPhoto, 'full' | 'thumb'>> {
  return await withPlace(async () => {
    const sharp = await decoder()
    const { width, height } = await inspect(picture)
    const boxes = parts.map(
      (part) =>
        `<rect x="${part.x * width}" y="${part.y * height}" width="${part.width * width}" height="${part.height * height}"/>`,
    )
    const cover = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${boxes.join('')}</svg>`
    const full = await sharp(picture)
      .composite([{ input: Buffer.from(cover) }])
      .jpeg({ quality: 80 })
      .toBuffer()
    return { full, thumb: await thumbOf(full) }
  })
}

/** The small size of a picture of ours. */
export const thumbnail = (full: Buffer): Promise<Buffer> => withPlace(() => thumbOf(full))

async function thumbOf(full: Buffer): Promise<Buffer> {
  const sharp = await decoder()
  return await sharp(full)
    .resize(THUMB_EDGE, THUMB_EDGE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer()
}

async function firstBytes(source: string | Buffer): Promise<Buffer> {
  if (typeof source !== 'string') return source.subarray(0, 16)
  const handle = await open(source)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** First bytes of JPEG, PNG and WebP; nothing else even reaches the decoder. */
function looksLikePhoto(bytes: Buffer): boolean {
  if (bytes.length < 16) return false
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return true
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return true
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
}

/** A portrait for posters and pages: 3:4, cut around the middle of the upper part. */
export async function encodePortrait(bytes: Buffer): Promise<Buffer> {
  const { full } = await encodePhoto(bytes)
  const sharp = await decoder()
  return await sharp(full)
    .resize(600, 800, { fit: 'cover', position: 'attention' })
    .jpeg({ quality: 82 })
    .toBuffer()
}
