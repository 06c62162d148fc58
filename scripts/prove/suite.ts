import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Evidence, Proof, Terms } from './proof.ts'

const root = resolve(import.meta.dirname, '../..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const MINUTE = 60_000
/** How often is said how far it is. */
const SAID_EVERY = MINUTE

interface Results {
  numTotalTests: number
  testResults: {
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

interface Part {
  /** Whether it ends with what it has where it is asked to. */
  canEnd: boolean
  projects: readonly string[]
  /** How the paths of its files begin. */
  files: readonly string[]
  /** Which one, from 1, and of how many. */
  part: number
  of: number
}

const figureOf = ({ folder }: Terms, part: number): string => join(folder, `figure-${part}`)
/** Is there as soon as somebody wants what there is. */
const stopOf = ({ folder }: Terms): string => join(folder, 'stop')

/** Runs files of tests with the size and seed of the long form; resolves when it has ended. */
async function run({ canEnd, projects, files, part, of }: Part, terms: Terms, outputFile: string) {
  const args = ['run', ...projects.flatMap((one) => ['--project', one]), ...files]
  const { minutes } = terms
  const child = spawn(
    process.execPath,
    [vitest, ...args, '--reporter=json', `--outputFile=${outputFile}`],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      // Where it can end with what it has, Ctrl-C is for this process, which asks it to.
      detached: canEnd,
      env: {
        ...process.env,
        MASHANG_PROVE_SIZE: String(terms.size),
        MASHANG_PROVE_SEED: String(terms.seed),
        MASHANG_PROVE_FIGURE: figureOf(terms, part),
        MASHANG_PROVE_PART: `${part}/${of}`,
        MASHANG_PROVE_STOP: stopOf(terms),
        ...(minutes === undefined
          ? {}
          : { MASHANG_PROVE_UNTIL: String(Date.now() + minutes * MINUTE) }),
      },
    },
  )
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  await new Promise<void>((ended) => child.once('exit', () => ended()))
  process.off('exit', kill)
}

/** What one process has told of its part, in one or more files. */
function told(terms: Terms, part: number): string | null {
  const files = readdirSync(terms.folder).filter((name) => name.split('-')[1] === `${part}`)
  const figures = files
    .filter((name) => name.startsWith('figure-'))
    .sort()
    .map((name) => readFileSync(join(terms.folder, name), 'utf8'))
  return figures.length === 0 ? null : figures.join('; ')
}

/** What one process found of its part. */
async function partOf(one: Part, terms: Terms): Promise<Evidence> {
  const outputFile = join(terms.folder, `results-${one.part}.json`)
  await run(one, terms, outputFile)
  const files = one.files.join(' and ')
  if (!existsSync(outputFile)) return { figure: 'nothing ran', broken: [`${files} did not run`] }
  const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results
  const broken = results.testResults.flatMap(({ message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status !== 'passed')
    if (failed.length === 0) return message === '' ? [] : [message]
    return failed.map((one) => `${one.fullName}: ${one.failureMessages.join(' ')}`)
  })
  const figure = told(terms, one.part) ?? `${results.numTotalTests} tests of ${files}`
  return { figure, broken }
}

/** Says now and then how far it is, and ends it with what it has when somebody wants that (SIGINT). */
function accompany(terms: Terms, howFar: () => string): () => void {
  const began = Date.now()
  const saying = setInterval(() => {
    terms.say(`after ${Math.round((Date.now() - began) / MINUTE)} minutes: ${howFar()}`)
  }, SAID_EVERY)
  const end = (): void => {
    if (existsSync(stopOf(terms))) process.exit(130)
    terms.say('ending with what there is; once more ends at once')
    writeFileSync(stopOf(terms), '')
  }
  process.on('SIGINT', end)
  return () => {
    clearInterval(saying)
    process.off('SIGINT', end)
  }
}

/**
 * A promise that files of `npm test` prove in small, and prove here in full.
 * @param together makes one figure of those of several processes; without it there is one process
 */
export const suite = (
  promise: Pick<Proof, 'id' | 'promise' | 'limits'>,
  files: string | readonly string[],
  projects: readonly string[] = ['unit'],
  together?: (all: string[]) => string,
): Proof => ({
  ...promise,
  async run(terms) {
    const of = together === undefined ? 1 : (terms.processes ?? 1)
    const numbers = Array.from({ length: of }, (_, index) => index + 1)
    const leave =
      together === undefined
        ? () => undefined
        : accompany(terms, () => together(numbers.map((part) => told(terms, part) ?? 'begins')))
    const parts = await Promise.all(
      numbers.map((part) =>
        partOf(
          { canEnd: together !== undefined, projects, files: [files].flat(), part, of },
          terms,
        ),
      ),
    )
    leave()
    const figures = parts.map(({ figure }) => figure)
    return {
      figure: together?.(figures) ?? figures.join('; '),
      broken: parts.flatMap(({ broken }) => broken),
    }
  },
})
