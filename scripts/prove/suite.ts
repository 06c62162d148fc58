import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Proof, Terms } from './proof.ts'

const root = resolve(import.meta.dirname, '../..')

interface Results {
  numTotalTests: number
  testResults: {
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Runs a file of tests with the size and seed of the long form; resolves when it has ended. */
async function run(project: string, file: string, terms: Terms, outputFile: string): Promise<void> {
  const args = ['run', '--project', project, file, '--reporter=json', `--outputFile=${outputFile}`]
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      MASHANG_PROVE_SIZE: String(terms.size),
      MASHANG_PROVE_SEED: String(terms.seed),
      MASHANG_PROVE_FIGURE: join(terms.folder, 'figure'),
    },
  })
  await new Promise<void>((ended) => child.once('exit', () => ended()))
}

/** A promise that a file of `npm test` proves in small, and proves here in full. */
export const suite = (
  promise: Pick<Proof, 'id' | 'promise' | 'limits'>,
  file: string,
  project = 'unit',
): Proof => ({
  ...promise,
  async run(terms) {
    const outputFile = join(terms.folder, 'results.json')
    await run(project, file, terms, outputFile)
    if (!existsSync(outputFile)) return { figure: 'nothing ran', broken: [`${file} did not run`] }
    const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results
    const broken = results.testResults.flatMap(({ message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status !== 'passed')
      if (failed.length === 0) return message === '' ? [] : [message]
      return failed.map((one) => `${one.fullName}: ${one.failureMessages.join(' ')}`)
    })
    const told = join(terms.folder, 'figure')
    const figure = existsSync(told)
      ? readFileSync(told, 'utf8')
      : `${results.numTotalTests} tests of ${file}`
    return { figure, broken }
  },
})
