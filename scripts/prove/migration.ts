import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { run } from '../support/server-process.ts'
import { faultsOfFile, figure } from './at-rest.ts'
import { type Place, placesOf, type Step } from './migration.places.ts'
import {
  fillTables,
  MIGRATION_COUNT,
  OLDER_FACTS,
  OLDER_ROWS,
  olderFolder,
} from './older-schema.ts'
import { type Proof, share } from './proof.ts'
import { randomFrom } from './random.ts'

const CHILD = 'scripts/prove/migrate.child.ts'
/** By these alone the folder changes. */
const CALLS = [
  'pwrite64',
  'fsync',
  'fdatasync',
  'ftruncate',
  'unlink',
  'copy_file_range',
  'sendfile',
  'ioctl',
]
/** Schemas of which every call is tried. */
const NEWEST = 3
/** Calls that are tried of each older one. */
const OLDER = 30

const strace = (trace: string, ...words: string[]): string[] => [
  'strace',
  '-f',
  '-o',
  trace,
  ...words,
]

/** How often each call comes in a migration that nobody disturbs. */
async function stepsOf(older: string, scratch: string): Promise<Step[]> {
  const folder = join(scratch, 'undisturbed')
  cpSync(older, folder, { recursive: true })
  const trace = join(scratch, 'trace')
  const { code, printed } = await run(
    CHILD,
    { MASHANG_DATA: folder },
    [],
    strace(trace, '-e', `trace=${CALLS.join(',')}`),
  )
  if (code !== 0) throw new Error(`the migration itself failed: ${printed}`)
  const lines = readFileSync(trace, 'utf8').split('\n')
  return CALLS.map((call) => ({
    call,
    count: lines.filter((line) => line.includes(` ${call}(`)).length,
  })).filter(({ count }) => count > 0)
}

interface Older {
  folder: string
  schema: number
  /** Table → how many rows it had. */
  rows: ReadonlyMap<string, number>
}

/** Kills a migration at one of its calls and starts anew; whether it was killed, and what is wrong. */
async function killedAt(
  { folder: older, schema, rows }: Older,
  { call, when, count }: Place,
  folder: string,
): Promise<{ killed: boolean; broken: string[] }> {
  cpSync(older, folder, { recursive: true })
  const settings = { MASHANG_DATA: folder }
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${when}`]
  const first = await run(CHILD, settings, [], strace('/dev/null', ...inject))
  const place = `schema ${schema}, killed at ${call} ${when} of ${count}`
  const broken: string[] = []
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
  return { killed: first.code !== 0, broken }
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
    const broken: string[] = []
    const sums = { kills: 0, missed: 0, everyCall: 0 }
    for (const schema of schemas) {
      const scratch = join(terms.folder, `schema-${schema}`)
      const folder = join(scratch, 'older')
      mkdirSync(folder, { recursive: true })
      await olderFolder(folder, schema)
      const rows = fillTables(folder)
      rows.set('counters', OLDER_ROWS).set('ledger', OLDER_FACTS)
      const steps = await stepsOf(folder, scratch)
      const isNew = schema > schemas.length - NEWEST
      const all = steps.reduce((sum, { count }) => sum + count, 0)
      const waiting = placesOf(steps, share(isNew ? all : OLDER, terms), schema, random)
      if (waiting.length === all) sums.everyCall += 1
      const worker = async (_: unknown, nth: number): Promise<void> => {
        for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
          const one = await killedAt(
            { folder, schema, rows },
            place,
            join(scratch, `killed-${nth}`),
          )
          broken.push(...one.broken)
          sums[one.killed ? 'kills' : 'missed'] += 1
        }
      }
      await Promise.all(Array.from({ length: availableParallelism() }, worker))
      rmSync(scratch, { recursive: true })
      terms.say(
        `schema ${schema} of ${schemas.length}: ${steps.map(({ call, count }) => `${count} ${call}`).join(', ')}; ${sums.kills} kills so far`,
      )
    }
    return {
      figure: `${sums.kills} kills in migrations from ${schemas.length} released schemas, at calls that change a file, evenly over each kind; from ${sums.everyCall} of them at every call (${sums.missed} never came): ${broken.length} faults`,
      broken,
    }
  },
}
