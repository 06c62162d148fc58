import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliSize } from './compress.ts'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

/**
 * Compressed bytes of style and script that a voter may download until the form can be used. With
 * the page’s own words (about 3 KB) that makes 50 KB.
 */
const UNTIL_USABLE = 46.8 * 1024
/** The style goes inside the document, which may hold 10 KB in all. */
const STYLE = 7 * 1024

/** Fails the build when the voter's pages grow beyond what a weak signal carries. */
export async function checkVoterBudget(dist: string): Promise<void> {
  const manifest = JSON.parse(
    await readFile(join(dist, 'voter/.vite/manifest.json'), 'utf8'),
  ) as Record<string, Chunk>
  const needed = new Set<string>()
  const need = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`Size budget: ${key} is not in the voter's bundle.`)
    if (needed.has(chunk.file)) return
    needed.add(chunk.file)
    for (const imported of chunk.imports ?? []) need(imported)
  }
  need('voter-boot.entry.ts')
  need('voter.entry.ts')
  need('issues/VoterFile.vue')

  const sizes = await Promise.all(
    [...needed].map(async (file) => brotliSize(await readFile(join(dist, 'voter', file)))),
  )
  const { styleSheets } = (await import(join(dist, 'ssr/voter.ssr.js'))) as {
    styleSheets: [landing: string, form: string, whole: string]
  }
  const [, form, all] = styleSheets
  const style = await brotliSize(Buffer.from(form))
  const whole = await brotliSize(Buffer.from(all))
  const total = sizes.reduce((sum, size) => sum + size, style)
  const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`
  console.log(
    `voter: ${kb(total)} until the form is usable (budget ${kb(UNTIL_USABLE)}), style ${kb(style)} of it`,
  )
  if (total > UNTIL_USABLE || whole > STYLE) {
    throw new Error(
      `The voter's pages are too heavy: ${kb(total)} of ${kb(UNTIL_USABLE)}, the whole style ${kb(whole)} of ${kb(STYLE)}.`,
    )
  }
}
