import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Mutant, mutantsOf } from './mutants/changes.ts'
import { groupsIn } from './mutants/groups.ts'
import { allTold, type Plan, type Told } from './mutants/plan.ts'
import { relatedTests } from './mutants/related.ts'
import type { Evidence, Proof, Terms } from './proof.ts'
import { randomFrom } from './random.ts'

const root = resolve(import.meta.dirname, '../..')

/** The part of the changes that tests must notice, in each group. */
const FLOOR = 0.8

/** A file with more tests than this is too dear to be loaded for one change. */
const MANY = 300

/** Modules that remember what they once worked out. */
const REMEMBERING = new Set(['shared/core/clock.ts'])

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

/** Runs the tests over the plan that lies in the folder; resolves when they have ended. */
async function hunt(folder: string, plan: Plan): Promise<Told[]> {
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan))
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(import.meta.dirname, 'mutants/config.child.ts')
  const child = spawn(process.execPath, [vitest, 'run', '--config', config], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, MASHANG_MUTANTS: folder },
  })
  await new Promise<void>((ended) => child.once('exit', () => ended()))
  return allTold(folder)
}

/** What is tried: all, or a sample by the seed. */
function planned(
  files: readonly string[],
  { seed, size }: Terms,
): { mutants: Mutant[]; plan: Plan } {
  const random = randomFrom(seed)
  const switched: Record<string, string> = {}
  const mutants: Mutant[] = []
  let next = 0
  for (const file of files) {
    const found = mutantsOf(file, readFileSync(join(root, file), 'utf8'), next)
    next += found.mutants.length
    switched[file] = found.switched
    mutants.push(...found.mutants.filter(() => size >= 1 || random() < size))
  }
  const fresh = mutants.filter(({ file }) => REMEMBERING.has(file)).map(({ id }) => id)
  const tests = relatedTests(root, new Set(files))
  return {
    mutants,
    plan: {
      ...{ switched, total: next, wanted: mutants.map(({ id }) => id), tests, fresh },
      ...{ round: 'changes', long: [] },
    },
  }
}

/** What a group of modules came to, each told in lines of its own. */
export async function tryGroups(
  groups: Record<string, readonly string[]>,
  terms: Terms,
): Promise<Evidence> {
  const { mutants, plan } = planned(Object.values(groups).flat(), terms)
  const first = await hunt(terms.folder, plan)
  const slow = first.filter(({ long }) => long.length > 0)
  const long = slow.flatMap((one) => one.long)
  const noticed = new Set(first.flatMap(({ killed }) => killed))
  const loading = first
    .filter(({ loaded, count }) => count <= MANY && loaded.some((id) => !noticed.has(id)))
    .map(({ tests }) => tests)
  await hunt(terms.folder, { ...plan, round: 'copies', tests: loading, long })
  const last = slow.map(({ tests }) => tests)
  const told = await hunt(terms.folder, { ...plan, round: 'long', tests: last, long })
  const killed = new Set(told.flatMap((one) => one.killed))
  const reached = new Set(told.flatMap((one) => one.reached))
  // What fails by itself, as under this load, only says nothing: its changes count as unnoticed.
  for (const { tests, faults } of told)
    for (const fault of faults) terms.say(`left out: ${tests}: ${fault}`)
  const broken: string[] = []
  const silent = plan.tests.filter((test) => !told.some(({ tests }) => tests === test))
  for (const test of silent) broken.push(`${test} did not come to its end`)
  const figures: string[] = []
  for (const [group, files] of Object.entries(groups)) {
    let all = 0
    let noticed = 0
    for (const file of files) {
      const own = mutants.filter((mutant) => mutant.file === file)
      if (own.length === 0) continue
      const survived = own.filter(({ id }) => !killed.has(id))
      const dead = own.length - survived.length
      terms.say(
        `${group} ${file}: ${own.length} mutants, ${dead} killed, ${survived.length} survived, ${percent(dead, own.length)}`,
      )
      for (const { id, line, change } of survived)
        terms.say(`  ${file}:${line} ${change}${reached.has(id) ? '' : ' (no test comes by)'}`)
      all += own.length
      noticed += dead
    }
    // A sample may miss by chance: two standard deviations are left to it.
    const slack = terms.size >= 1 ? 0 : 2 * Math.sqrt((FLOOR * (1 - FLOOR)) / Math.max(1, all))
    if (noticed < (FLOOR - slack) * all) broken.push(`${group}: only ${percent(noticed, all)}`)
    figures.push(`${group} ${percent(noticed, all)} of ${all}`)
  }
  return { figure: `killed: ${figures.join(', ')}`, broken }
}

export const mutants: Proof = {
  id: 'mutants',
  promise:
    'Of small changes of rules, policy, clock and ledger, the unit tests notice at least 80 % in each',
  limits:
    'Operators, conditions, booleans, removed statements, methods and lists; no words, no numbers, no entries of tables. What only HTTP tests would notice counts as unnoticed, and so does what only a test of more than 2 s would, none of the first twenty of a file that come by, or long ones of a file after a minute of work.',
  run: (terms) => tryGroups(groupsIn(root), terms),
}
