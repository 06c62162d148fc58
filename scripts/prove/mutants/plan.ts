import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is to be tried, for the processes that try it; plan.json. */
export interface Plan {
  /** The modules with every change inside, by file. */
  switched: Record<string, string>
  /** How many changes there are. */
  total: number
  /** Which changes are tried. */
  wanted: number[]
  tests: string[]
  /**
   * First each change in the tests that come by, then in copies that are loaded with it whatever a
   * loading module comes by, then in long tests what is left.
   */
  round: 'changes' | 'copies' | 'long'
  /** Names of tests that take long: left to the last round, which runs nothing else. */
  long: string[]
  /** Changes of modules that remember something: tried in a module that is loaded anew. */
  fresh: number[]
}

/** What one file of tests found; a line of told.jsonl. */
export interface Told {
  tests: string
  killed: number[]
  reached: number[]
  /** Those of them that were come by while the tests were loaded. */
  loaded: number[]
  /** How many tests there are. */
  count: number
  /** Names of tests that took long, and tried no change. */
  long: string[]
  /** Changes for which the tests were loaded anew. */
  copied: number[]
  /** Tests that failed without any change, and why their word does not count. */
  faults: string[]
}

export const tell = (folder: string, told: Told): void =>
  appendFileSync(join(folder, 'told.jsonl'), `${JSON.stringify(told)}\n`)

export function allTold(folder: string): Told[] {
  const file = join(folder, 'told.jsonl')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Told)
}
