/**
 * `npm test`: every check in order, stopping at the first that fails. `npm test -- unit`,
 * `npm test -- sqlite tests/issues` and so on run a part; other words go to vitest.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'
import { buildClient } from './launcher/prepare.mjs'
import { LauncherError } from './launcher/words.mjs'
import { findChromium } from './support/chromium.ts'
import { missingPdfTools } from './support/pdf-tools.ts'
import { testPostgresUrl, whyPostgresIsSilent } from './support/postgres.ts'
import { findProgram } from './support/programs.ts'

const root = join(import.meta.dirname, '..')
const required = isOn(process.env.CI) || isOn(process.env.MASHANG_TEST_REQUIRE)

type Command = [program: string, ...parameters: string[]]
type Check = { name: string; says: string; run: () => Promise<number> }

// vitest colours its summary even into a pipe, where logs and programs want to read it.
const plain: Record<string, string> =
  process.stdout.isTTY || process.env.FORCE_COLOR ? {} : { NO_COLOR: '1' }
const env = { ...cleanEnvironment(process.env), ...plain }

const commands =
  (...list: Command[]) =>
  async () => {
    for (const [program, ...parameters] of list) {
      const { code } = await runChild(program, parameters, { cwd: root, env })
      if (code !== 0) {
        console.error(`\n✗ failed: ${[program, ...parameters].join(' ')}`)
        return code
      }
    }
    return 0
  }

const CHECKS: Check[] = [
  {
    name: 'lint',
    says: 'format and lint (biome)',
    run: commands(['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn']),
  },
  {
    name: 'build',
    says: 'client build and size budget (vite)',
    run: async () => {
      await buildClient(root, process.execPath, env)
      return 0
    },
  },
  {
    name: 'types',
    says: 'types of server, shared, scripts, tests (tsc) and client (vue-tsc)',
    run: commands(
      ['tsc', '-p', 'tsconfig.json'],
      ['tsc', '-p', 'tests/tsconfig.json'],
      ['vue-tsc', '-p', 'client/tsconfig.json'],
    ),
  },
  {
    name: 'imports',
    says: 'import directions (dependency-cruiser)',
    run: commands([
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'shared',
      'server',
      'client',
    ]),
  },
  { name: 'unused', says: 'unused files, exports, dependencies (knip)', run: commands(['knip']) },
]

/** vitest's projects, with the files each must find; see vitest.config.ts. */
const PROJECTS: Record<string, string> = {
  unit: 'tests/**/*.unit.test.ts',
  sqlite: 'tests/**/*.http.test.ts',
  pglite: 'tests/**/*.http.test.ts',
  postgres: 'tests/**/*.http.test.ts',
  process: 'tests/**/*.process.test.ts',
  e2e: 'tests/**/*.e2e.test.ts',
}

const words = process.argv.slice(2)
const known = new Set([...CHECKS.map((check) => check.name), ...Object.keys(PROJECTS)])
const parts = words.filter((word) => known.has(word))
const passedOn = words.filter((word) => !known.has(word))
const wanted = (name: string) => (parts.length === 0 ? true : parts.includes(name))

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof LauncherError)) throw error
  console.error(`\n✗ ${error.message}`)
  process.exitCode = 1
}

async function main(): Promise<number> {
  for (const check of CHECKS.filter((each) => wanted(each.name))) {
    const started = performance.now()
    heading(`${check.name}: ${check.says}`)
    const status = await check.run()
    if (status !== 0) return status
    console.log(`✓ ${check.name} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  return await runTests()
}

/** All projects in one vitest run, so that one summary counts them all. */
async function runTests(): Promise<number> {
  const names = Object.keys(PROJECTS).filter(wanted)
  if (names.length === 0) return 0
  const silence = names.includes('postgres')
    ? await whyPostgresIsSilent(testPostgresUrl())
    : undefined
  // PGlite stands in for PostgreSQL: where the real one is tested, it would only say the same again.
  const standIn = names.indexOf('pglite')
  if (standIn >= 0 && names.includes('postgres') && !silence && !parts.includes('pglite'))
    names.splice(standIn, 1)
  heading(`tests: ${names.join(', ')} (vitest)`)

  for (const name of names) {
    if (globSync(PROJECTS[name] ?? '', { cwd: root }).length > 0) continue
    console.error(
      `✗ ${name}: no file matches ${PROJECTS[name]}; a part without tests proves nothing`,
    )
    return 1
  }
  const leftOut = reasonsToLeaveOut(names, silence)
  for (const [name, reason] of leftOut) console.warn(`! ${name} LEFT OUT: ${reason}`)
  if (leftOut.size > 0 && required) {
    console.error('✗ every part is required here (CI or MASHANG_TEST_REQUIRE=1)')
    return 1
  }
  const projects = names.filter((name) => !leftOut.has(name))
  if (projects.length === 0) return 0
  // The server under test answers with built pages; nothing happens where they are up to date.
  if (projects.some((name) => name !== 'unit')) await buildClient(root, process.execPath, env)
  const selected = projects.flatMap((name) => ['--project', name])
  return await commands(['vitest', 'run', ...selected, ...passedOn])()
}

/** What this machine lacks for the parts asked for, one sentence each. */
function reasonsToLeaveOut(names: string[], silence: string | undefined): Map<string, string> {
  const reasons = new Map<string, string>()
  if (silence)
    reasons.set(
      'postgres',
      `no PostgreSQL answers (${silence}); start one on 127.0.0.1:5432 or set MASHANG_TEST_POSTGRES`,
    )
  const tools = missingPdfTools()
  if (names.includes('unit') && tools.length > 0) {
    reasons.set(
      'unit: printed sheets, and what is written in PDF files, read by other programs',
      `${tools.join(', ')} not found; install them (apt install poppler-utils qpdf zbar-tools)`,
    )
  }
  if (names.includes('process') && findProgram('strace') === undefined)
    reasons.set(
      'process: power cuts and errors of the disk',
      'strace not found; install it (apt install strace)',
    )
  if (names.includes('e2e') && findChromium() === undefined) {
    reasons.set(
      'e2e',
      'no Chromium found; install it (apt install chromium) or set MASHANG_TEST_CHROMIUM',
    )
  }
  return reasons
}

function heading(text: string) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 80 - text.length))}`)
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value)
}
