/**
 * `npm run dev`: the server restarts when a file it imports changes, the pages are built again
 * when theirs do. The server never imports Vite or the client's sources, here as in production.
 */
import { watch } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'
import { buildClient } from './launcher/prepare.mjs'
import { LauncherError } from './launcher/words.mjs'

/** An editor writes a file in several steps; one build for all of them. */
const SETTLE_MS = 150

const root = join(import.meta.dirname, '..')
const env = cleanEnvironment(process.env)
let pause: NodeJS.Timeout | undefined
let building = Promise.resolve()

/** Does nothing where the sources are the same as at the last build. */
async function build(): Promise<void> {
  try {
    await buildClient(root, process.execPath, env)
  } catch (error) {
    if (!(error instanceof LauncherError)) throw error
    console.error(error.message)
  }
}

function buildSoon(): void {
  clearTimeout(pause)
  pause = setTimeout(() => {
    building = building.then(build)
  }, SETTLE_MS)
}

await build()
for (const folder of ['client', 'shared']) {
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (!/(^|[/\\])(dist|node_modules)([/\\]|$)/.test(file ?? '')) buildSoon()
  }).unref()
}

const { code } = await runChild(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    '--import',
    './server/core/fast-resolve.mjs',
    'server/main.ts',
  ],
  { cwd: root, env },
)
process.exitCode = code
