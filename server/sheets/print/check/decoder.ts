import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { giveBack } from '../give-back.ts'
import type { Grey } from './rasteriser.ts'

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
export async function decodeAll(pixels: Grey): Promise<string[]> {
  await loadDecoder()
  const image = greymap(pixels)
  const found = await readBarcodes(image, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 255,
  })
  giveBack(image)
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}

/** A picture as the file (PGM) that the reader takes as it is: pixels would have to be of four bytes. */
function greymap({ width, height, data }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(head.length + data.length)
  file.set(head)
  file.set(data, head.length)
  giveBack(data)
  return file
}
