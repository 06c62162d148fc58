import type { SheetLogo } from '@mashang/shared/sheets/template.model.ts'
import { logoRaster } from '../paint/logo.ts'
import { decodeAll } from './decoder.ts'

/** White around a logo, in pixels: a code that fills its picture is read only with air around it. */
const MARGIN = 40

/** What codes in a logo hold: beside the sheet's own code a phone might read the wrong one. */
export async function codesInLogo(logo: SheetLogo): Promise<string[]> {
  const { width, height, rgb, alpha } = await logoRaster(logo)
  const wide = width + 2 * MARGIN
  const data = new Uint8Array(wide * (height + 2 * MARGIN)).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = y * width + x
      const [red = 0, green = 0, blue = 0] = rgb.subarray(from * 3, from * 3 + 3)
      const grey = (red * 3 + green * 6 + blue) / 10
      const opaque = (alpha?.[from] ?? 255) / 255
      data[(y + MARGIN) * wide + x + MARGIN] = 255 - (255 - grey) * opaque
    }
  }
  return await decodeAll({ width: wide, height: height + 2 * MARGIN, channels: 1, data })
}
