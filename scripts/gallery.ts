/**
 * Makes docs/gallery anew, a picture of every screen, and checks each of them: `npm run run gallery`.
 * Words after it are parts of names, for those screens only: `npm run run gallery voter-file`.
 */
import { join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'
import { buildClient } from './launcher/prepare.mjs'

const root = join(import.meta.dirname, '..')
const env = cleanEnvironment(process.env)
await buildClient(root, process.execPath, env)
const { code } = await runChild(
  process.execPath,
  ['--import', './server/core/fast-resolve.mjs', 'tests/gallery/make.ts', ...process.argv.slice(2)],
  { cwd: root, env },
)
process.exitCode = code
