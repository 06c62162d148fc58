/**
 * `npm run run make-migration <name>`: writes what changed in the tables as one migration for
 * each database. Read both before committing them: drizzle-kit may rebuild a table on SQLite.
 */
import { join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'

const server = join(import.meta.dirname, '../server')
const [name = ''] = process.argv.slice(2)

async function main(): Promise<number> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error('用法：npm run run make-migration <名字>，名字用小写字母、数字和下划线。')
    return 2
  }
  for (const dialect of ['sqlite', 'pg']) {
    const config = `migrations/drizzle.${dialect}.config.ts`
    const { code } = await runChild(
      'node_modules/.bin/drizzle-kit',
      ['generate', '--config', config, '--name', name],
      { cwd: server, env: cleanEnvironment(process.env) },
    )
    if (code !== 0) return code
  }
  return 0
}

process.exitCode = await main()
