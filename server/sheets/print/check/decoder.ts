import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { giveBack } from '../give-back.ts'
import type { Pixels } from './rasteriser.ts'

const { resolve } = createRequire(import.meta.url)
let loading: Promise<unknown> | null = null

/** The reader's program is taken from the package; left alone, it would ask a foreign server for it. */
export function loadDecoder(): Promise<unknown> {
  if (loading === null) {
    const bytes = readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm'))
    loading = prepareZXingModule({
      overrides: {
        wasmBinary: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      },
      fireImmediately: true,
    })
  }
  return loading
}

/** What the codes in a picture hold, in no particular order. The picture is used up. */
export async function decodeAll(pixels: Pixels): Promise<string[]> {
  await loadDecoder()
  const { width, height } = pixels
  const data = rgba(pixels)
  const found = await readBarcodes(
    { data, width, height, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0],
    { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 255 },
  )
  giveBack(data)
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}

/** Every grey as an opaque pixel. */
const GREYS = Uint32Array.from({ length: 256 }, (_, grey) => (0xff000000 | (grey * 0x010101)) >>> 0)

function rgba({ data, channels }: Pixels): Uint8ClampedArray {
  if (channels === 4) return new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)
  const pixels = new Uint32Array(data.length)
  for (let i = 0; i < data.length; i++) pixels[i] = GREYS[data[i] as number] as number
  giveBack(data)
  return new Uint8ClampedArray(pixels.buffer)
}
