/** Builds the client's three environments at once; the launcher calls it when sources changed. */
import { join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'

const client = join(import.meta.dirname, '../client')

const { code } = await runChild(
  process.execPath,
  ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'warn'],
  { cwd: client, env: { ...cleanEnvironment(process.env), NODE_ENV: 'production' } },
)
process.exitCode = code
