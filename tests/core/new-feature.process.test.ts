import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { matterIndexes } from '@mashang/scripts/support/matter-indexes.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const WORKSPACES = ['client', 'scripts', 'server', 'shared', 'tests']
let copy: string

/** As at a prompt: nothing of the run that this test is in. */
const outside = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|MASHANG_|NODE_|FORCE_COLOR)/.test(name),
  ),
)

/** @throws with all that the program said, which says what is wrong */
const run = (program: string, ...parameters: string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...outside,
      NO_COLOR: '1',
      PATH: [join(copy, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      GIT_AUTHOR_NAME: 'test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
    },
  })
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')}\n${stdout}${stderr}`)
  return stdout
}

/** What a clone has, with the packages that are installed here and the pages that were built here. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'mashang-copy-'))
  const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of files.split('\0').filter((name) => name && existsSync(join(root, name)))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const name of WORKSPACES)
    cpSync(join(root, name, 'node_modules'), join(copy, name, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    })
  symlinkSync(join(root, 'client/dist'), join(copy, 'client/dist'))
  run('git', 'init', '-q')
  run('git', 'add', '-A')
  run('git', 'commit', '-qm', 'as it is')
}, 60_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const touched = (): string[] =>
  run('git', 'status', '--porcelain', '-uall')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(3))

it('given a new kind of matter, then only its folders and what is made out of them are touched', async () => {
  run('node', 'scripts/new-feature.ts', 'public-hearings', '公开听证')
  const lists = Object.keys(await matterIndexes(root))
  const made = /^server\/migrations\/(pg|sqlite)\/|^docs\/public-hearing-states\.md$/
  const written = touched().filter((path) => !lists.includes(path) && !made.test(path))
  expect(written.length).toBeGreaterThan(20)
  expect(
    written.filter((path) => !/^(client|server|shared|tests)\/public-hearings\//.test(path)),
  ).toEqual([])
}, 60_000)

it('then formats, import directions and unused exports are in order', () => {
  run('biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', ...touched())
  run('depcruise', '--config', '.dependency-cruiser.cjs', 'shared', 'server', 'client')
  run('knip')
}, 180_000)

it('then it works: its own tests, its words in the ledger, its duties, its tables', () => {
  const said = run(
    'vitest',
    'run',
    '--project=unit',
    '--project=sqlite',
    'tests/public-hearings',
    'tests/ledger/words.unit.test.ts',
    'tests/accounts/duties.unit.test.ts',
    'tests/core/schema.unit.test.ts',
    'tests/core/state-diagrams.unit.test.ts',
    'tests/core/new-feature.unit.test.ts',
    'tests/core/office-tables.unit.test.ts',
  )
  expect(said).toMatch(/Test Files .*9 passed/)
}, 180_000)
