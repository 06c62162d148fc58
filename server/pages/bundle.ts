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
  /** Style where no script comes. */
  unscripted: string
  /** Of every style that a page may hold, as the content policy lets them in. */
  styleHashes: string[]
  /** The script that a page holds: it asks for the others once the page is painted. */
  boot: string
  bootHash: string
  /** What takes a page over, and after it the chunks which that needs at once or soon, by view. */
  scripts(view: VoterPage['view']): string[]
}

interface ManifestChunk {
  file: string
  imports?: string[]
}

const ENTRY = 'voter.entry.ts'
const BOOT = 'voter-boot.entry.ts'

const CHUNKS_BY_VIEW: Partial<Record<VoterPage['view'], string>> = {
  landing: 'issues/VoterFile.vue',
  file: 'issues/VoterFile.vue',
  receipt: 'issues/VoterReceipt.vue',
  // Also what is kept for a phone without a signal.
  lookup: 'pages/VoterLookup.vue',
}

/** Loads the build. Throws one sentence when it is missing. */
export async function loadVoterBundle(): Promise<VoterBundle> {
  const manifest: Record<string, ManifestChunk> = JSON.parse(
    readFileSync(join(clientDist, 'voter', '.vite', 'manifest.json'), 'utf8'),
  )
  const ssr: {
    render: VoterBundle['render']
    styleSheets: string[]
    wholeStyle: string
    unscripted: string
  } = await import(pathToFileURL(join(clientDist, 'ssr', 'voter.ssr.js')).href)
  const closure = (key: string, seen = new Set<string>()): Set<string> => {
    const chunk = manifest[key]
    if (chunk === undefined || seen.has(key)) return seen
    seen.add(key)
    for (const imported of chunk.imports ?? []) closure(imported, seen)
    return seen
  }
  const fileOf = (key: string): string => `/${manifest[key]?.file ?? ''}`
  if (manifest[ENTRY] === undefined || manifest[BOOT] === undefined)
    throw new Error('The client build has no voter entry; build it again.')
  const boot = readFileSync(join(clientDist, 'voter', manifest[BOOT].file), 'utf8').trim()
  return {
    render: ssr.render,
    css: ssr.wholeStyle,
    unscripted: ssr.unscripted,
    styleHashes: ssr.styleSheets.map(hashOf),
    boot,
    bootHash: hashOf(boot),
    scripts(view) {
      const keys = closure(ENTRY)
      const later = CHUNKS_BY_VIEW[view]
      if (later !== undefined) for (const key of closure(later)) keys.add(key)
      return [...keys].map(fileOf)
    },
  }
}

/** As a content policy names what stands inside a page. */
const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`
