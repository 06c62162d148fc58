import { Failure } from '@mashang/shared/core/errors.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import type { SheetLogo } from '@mashang/shared/sheets/template.model.ts'
import type { Raster } from '../pdf/document.ts'

/** Pixels on the long edge: 30 mm at 600 dpi. */
const EDGE = 700
const PIXEL_LIMIT = 25_000_000

/** A logo as pixels. A vector drawing is drawn large. @throws Failure print.logo-unreadable */
export async function logoRaster(logo: SheetLogo): Promise<Raster> {
  const { data: pixels, info } = await decoded(logo).catch((cause: unknown) => {
    throw new Failure(printErrors.logoUnreadable, { cause })
  })
  const count = info.width * info.height
  const rgb = Buffer.alloc(count * 3)
  const alpha = Buffer.alloc(count)
  for (let i = 0; i < count; i++) {
    pixels.copy(rgb, i * 3, i * 4, i * 4 + 3)
    alpha[i] = pixels[i * 4 + 3] as number
  }
  return {
    width: info.width,
    height: info.height,
    rgb,
    alpha: alpha.every((a) => a === 255) ? null : alpha,
  }
}

async function decoded({ data, type }: SheetLogo) {
  // Loaded only where there is a logo: 20 MB.
  const { default: sharp } = await import('sharp')
  return await sharp(Buffer.from(data, 'base64'), {
    limitInputPixels: PIXEL_LIMIT,
    ...(type === 'image/svg+xml' ? { density: 600 } : {}),
  })
    .resize(EDGE, EDGE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
}
