import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const ENTRY = 'representative'
const WORKER = 'service-worker'
const ICONS = ['icon-180.png', 'icon-192.png', 'icon-512.png', 'icon-mask-512.png']

/** What the office's desk is made of; a chunk that needs it is none of the phone's. */
const DESK = /\/node_modules\/element-plus\//

/** Chunks that the app can come to ask for, with their styles and pictures. */
function filesFrom(entry: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const chunkOf = (name: string): Rolldown.OutputChunk | undefined => {
    const found = bundle[name]
    return found?.type === 'chunk' ? found : undefined
  }
  const desk = new Map<string, boolean>()
  const needsDesk = (name: string): boolean => {
    const known = desk.get(name)
    if (known !== undefined) return known
    desk.set(name, false)
    const chunk = chunkOf(name)
    const found =
      chunk !== undefined &&
      (chunk.moduleIds.some((id) => DESK.test(id)) || chunk.imports.some(needsDesk))
    desk.set(name, found)
    return found
  }
  const files = new Set<string>()
  const visit = (name: string): void => {
    const chunk = chunkOf(name)
    if (files.has(name) || needsDesk(name)) return
    files.add(name)
    for (const style of chunk?.viteMetadata?.importedCss ?? []) files.add(style)
    for (const asset of chunk?.viteMetadata?.importedAssets ?? []) files.add(asset)
    for (const next of [...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])]) visit(next)
  }
  visit(entry.fileName)
  // The reader of codes is large and of use only before a wall, where there is a camera and a signal;
  // letters that a device has not are fetched by whoever meets them, and kept by the browser itself.
  return [...files].filter((name) => !/\.(wasm|woff2)$/.test(name)).sort()
}

/** Tells the service worker which files belong to the app, and lays the icons beside it. */
export const offlineShell = (root: string): Plugin => ({
  name: 'mashang:offline-shell',
  applyToEnvironment: (environment) => environment.name === 'app',
  generateBundle(_, bundle) {
    for (const icon of ICONS)
      this.emitFile({
        type: 'asset',
        fileName: `icons/${icon}`,
        source: readFileSync(join(root, 'icons', icon)),
      })
    const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
    const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === ENTRY)
    const worker = chunks.find((chunk) => chunk.isEntry && chunk.name === WORKER)
    if (!entry || !worker) return
    const files = filesFrom(entry, bundle).map((name) => `/${name}`)
    const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
    worker.code = worker.code
      .replace(/["'`]__FILES__["'`]/, JSON.stringify(files))
      .replace('__VERSION__', version)
  },
})
