import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Evidence, Proof, Terms } from './proof.ts'

const root = resolve(import.meta.dirname, '../..')

interface Results {
  numTotalTests: number
  testResults: {
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Runs a file of tests with the size and seed of the long form; resolves when it has ended. */
async function run(
  project: string,
  file: string,
  terms: Terms,
  { outputFile, figure, part }: { outputFile: string; figure: string; part: string },
): Promise<void> {
  const args = ['run', '--project', project, file, '--reporter=json', `--outputFile=${outputFile}`]
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      MASHANG_PROVE_SIZE: String(terms.size),
      MASHANG_PROVE_SEED: String(terms.seed),
      MASHANG_PROVE_FIGURE: figure,
      MASHANG_PROVE_PART: part,
    },
  })
  await new Promise<void>((ended) => child.once('exit', () => ended()))
}

/** What one process found of its part. */
async function partOf(
  project: string,
  file: string,
  terms: Terms,
  part: number,
  of: number,
): Promise<Evidence> {
  const outputFile = join(terms.folder, `results-${part}.json`)
  const told = join(terms.folder, `figure-${part}`)
  await run(project, file, terms, { outputFile, figure: told, part: `${part}/${of}` })
  if (!existsSync(outputFile)) return { figure: 'nothing ran', broken: [`${file} did not run`] }
  const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results
  const broken = results.testResults.flatMap(({ message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status !== 'passed')
    if (failed.length === 0) return message === '' ? [] : [message]
    return failed.map((one) => `${one.fullName}: ${one.failureMessages.join(' ')}`)
  })
  const figure = existsSync(told)
    ? readFileSync(told, 'utf8')
    : `${results.numTotalTests} tests of ${file}`
  return { figure, broken }
}

/**
 * A promise that a file of `npm test` proves in small, and proves here in full.
 * @param together makes one figure of those of several processes; without it there is one process
 */
export const suite = (
  promise: Pick<Proof, 'id' | 'promise' | 'limits'>,
  file: string,
  project = 'unit',
  together?: (all: string[]) => string,
): Proof => ({
  ...promise,
  async run(terms) {
    const of = together === undefined ? 1 : (terms.processes ?? 1)
    const parts = await Promise.all(
      Array.from({ length: of }, (_, index) => partOf(project, file, terms, index + 1, of)),
    )
    const figures = parts.map(({ figure }) => figure)
    return {
      figure: together?.(figures) ?? figures.join('; '),
      broken: parts.flatMap(({ broken }) => broken),
    }
  },
})
