import jsQr from 'jsqr'
import sharp from 'sharp'

type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
// The package is CommonJS with a default export of its own.
const decode = ('default' in jsQr ? jsQr.default : jsQr) as unknown as Decode

/** What a camera reads from a picture; null when it reads nothing. SVG is drawn first. */
export async function readQr(picture: Buffer | string): Promise<string | null> {
  const drawn =
    typeof picture === 'string' ? sharp(Buffer.from(picture), { density: 72 * 8 }) : sharp(picture)
  const { data, info } = await drawn
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return decode(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null
}
