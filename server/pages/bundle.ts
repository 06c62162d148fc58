import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { RenderedPage, VoterPage } from '@mashang/shared/pages/pages.model.ts'

/** Where the client's build lies; the server reads it and imports nothing of its sources. */
export const clientDist = fileURLToPath(new URL('../../client/dist/', import.meta.url))

export interface VoterBundle {
  render(page: VoterPage): Promise<RenderedPage>
  /** Style of a page that is none of the views. */
  css: string
  /** Of every style that a page may hold, as the content policy lets them in. */
  styleHashes: string[]
  entry: string
  /** Chunks that a page needs at once, and those it will need soon, by view. */
  preloads(view: VoterPage['view']): string[]
}

interface ManifestChunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

/** What the entry loads once the page is painted. */
const TAKE_OVER = 'pages/take-over.ts'

const CHUNKS_BY_VIEW: Partial<Record<VoterPage['view'], string>> = {
  landing: 'issues/VoterFile.vue',
  file: 'issues/VoterFile.vue',
  receipt: 'issues/VoterReceipt.vue',
}

/** Loads the build. Throws one sentence when it is missing. */
export async function loadVoterBundle(): Promise<VoterBundle> {
  const manifest: Record<string, ManifestChunk> = JSON.parse(
    readFileSync(join(clientDist, 'voter', '.vite', 'manifest.json'), 'utf8'),
  )
  const ssr: { render: VoterBundle['render']; styleSheets: string[]; wholeStyle: string } =
    await import(pathToFileURL(join(clientDist, 'ssr', 'voter.ssr.js')).href)
  const closure = (key: string, seen = new Set<string>()): Set<string> => {
    const chunk = manifest[key]
    if (chunk === undefined || seen.has(key)) return seen
    seen.add(key)
    for (const imported of chunk.imports ?? []) closure(imported, seen)
    return seen
  }
  const fileOf = (key: string): string => `/${manifest[key]?.file ?? ''}`
  const entryKey = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true)
  if (entryKey === undefined)
    throw new Error('The client build has no voter entry; build it again.')
  return {
    render: ssr.render,
    css: ssr.wholeStyle,
    styleHashes: ssr.styleSheets.map(
      (sheet) => `sha256-${createHash('sha256').update(sheet).digest('base64')}`,
    ),
    entry: fileOf(entryKey),
    preloads(view) {
      const keys = closure(TAKE_OVER, closure(entryKey))
      const later = CHUNKS_BY_VIEW[view]
      if (later !== undefined) for (const key of closure(later)) keys.add(key)
      keys.delete(entryKey)
      return [...keys].map(fileOf)
    },
  }
}
