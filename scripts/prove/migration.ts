import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../support/server-process.ts'
import { faultsOfFile, figure } from './at-rest.ts'
import {
  fillTables,
  MIGRATION_COUNT,
  OLDER_FACTS,
  OLDER_ROWS,
  olderFolder,
} from './older-schema.ts'
import { type Proof, share } from './proof.ts'
import { between, randomFrom } from './random.ts'

const CHILD = 'scripts/prove/migrate.child.ts'
/** By these alone the folder changes. */
const STEPS = [
  'pwrite64',
  'fsync,fdatasync',
  'ftruncate',
  'unlink',
  'copy_file_range,sendfile,ioctl',
]

const strace = (trace: string, ...words: string[]): string[] => [
  'strace',
  '-f',
  '-o',
  trace,
  ...words,
]

/** How often each step comes in a migration that nobody disturbs. */
async function stepsOf(
  older: string,
  scratch: string,
): Promise<{ calls: string; count: number }[]> {
  const folder = join(scratch, 'undisturbed')
  cpSync(older, folder, { recursive: true })
  const trace = join(scratch, 'trace')
  const { code, printed } = await run(
    CHILD,
    { MASHANG_DATA: folder },
    [],
    strace(trace, '-e', `trace=${STEPS.join(',')}`),
  )
  if (code !== 0) throw new Error(`the migration itself failed: ${printed}`)
  const lines = readFileSync(trace, 'utf8').split('\n')
  return STEPS.map((calls) => {
    const names = calls.split(',').map((name) => ` ${name}(`)
    return {
      calls,
      count: lines.filter((line) => names.some((name) => line.includes(name))).length,
    }
  }).filter(({ count }) => count > 0)
}

export const migration: Proof = {
  id: 'migration',
  promise:
    'A new version that is killed while it brings an older database up to date loses no row: the next start finishes or begins anew',
  limits:
    'SQLite, every released schema; kills at the calls by which files change, not a power cut. Rows are made up, one of every kind of column.',
  async run(terms) {
    const random = randomFrom(terms.seed)
    const schemas = Array.from({ length: MIGRATION_COUNT - 1 }, (_, index) => index + 1)
    const perSchema = Math.max(1, Math.round(share(200, terms) / schemas.length))
    const broken: string[] = []
    let kills = 0
    for (const schema of schemas) {
      const scratch = join(terms.folder, `schema-${schema}`)
      const older = join(scratch, 'older')
      mkdirSync(older, { recursive: true })
      await olderFolder(older, schema)
      const rows = fillTables(older)
      rows.set('counters', OLDER_ROWS).set('ledger', OLDER_FACTS)
      const steps = await stepsOf(older, scratch)
      for (let n = 0; n < perSchema; n++) {
        // Each kind of step in turn, and a place of it by chance.
        const { calls, count } = steps[n % steps.length] as (typeof steps)[number]
        const when = between(random, 1, count)
        const folder = join(scratch, 'killed')
        cpSync(older, folder, { recursive: true })
        const settings = { MASHANG_DATA: folder }
        const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:signal=SIGKILL:when=${when}`]
        const first = await run(CHILD, settings, [], strace('/dev/null', ...inject))
        if (first.code !== 0) kills += 1
        const place = `schema ${schema}, killed at ${calls} ${when} of ${count}`
        const next = await run(CHILD, settings)
        if (next.code !== 0) broken.push(`${place}: the next start failed: ${next.printed}`)
        for (const fault of await faultsOfFile(folder)) broken.push(`${place}: ${fault}`)
        for (const [table, wanted] of rows) {
          const found = figure(folder, `select count(*) from ${table}`)
          if (found !== wanted) broken.push(`${place}: ${found} rows of ${wanted} in ${table}`)
        }
        const known = figure(folder, 'select count(*) from __drizzle_migrations')
        if (known !== MIGRATION_COUNT) broken.push(`${place}: ${known} migrations are noted`)
        rmSync(folder, { recursive: true })
      }
      terms.say(
        `schema ${schema} of ${schemas.length}: ${steps.map(({ calls, count }) => `${count} ${calls}`).join(', ')}`,
      )
    }
    return {
      figure: `${kills} kills in migrations from ${schemas.length} released schemas, at random calls that change a file: ${broken.length} faults`,
      broken,
    }
  },
}
