import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Bytes of what a browser that accepts brotli downloads. */
export const brotliSize = async (data: Buffer): Promise<number> =>
  (await brotli(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })).length

/** Writes `.br` and `.gz` beside every text asset, so that the server never compresses one. */
export async function compressAssets(folders: string[]): Promise<void> {
  for (const folder of folders) {
    const files = await readdir(folder, { recursive: true }).catch(() => [])
    for (const name of files.filter((file) => /\.(js|css|svg|html)$/.test(file))) {
      const path = join(folder, name)
      const data = await readFile(path)
      if (data.length < 512) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
      await writeFile(`${path}.br`, await brotli(data, { params }))
      await writeFile(`${path}.gz`, await zip(data, { level: 9 }))
    }
  }
}
