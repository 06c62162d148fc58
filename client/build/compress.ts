import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Bytes of what a browser that accepts brotli downloads. */
export const brotliSize = async (data: Buffer): Promise<number> =>
  (await brotli(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })).length

/** Writes `.br` and `.gz` beside every text among these, so that the server never compresses one. */
export async function compressAssets(folder: string, names: ReadonlySet<string>): Promise<void> {
  for (const name of names) {
    if (!/\.(js|css|svg|html|wasm)$/.test(name)) continue
    const path = join(folder, name)
    const data = await readFile(path)
    if (data.length < 512) continue
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
    await writeFile(`${path}.br`, await brotli(data, { params }))
    await writeFile(`${path}.gz`, await zip(data, { level: 9 }))
  }
}
