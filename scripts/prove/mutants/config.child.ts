import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { Plan } from './plan.ts'

const folder = process.env.MASHANG_MUTANTS ?? ''
const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Plan
const root = resolve(import.meta.dirname, '../../..')

class InOrder extends BaseSequencer {
  override async sort(
    files: Parameters<BaseSequencer['sort']>[0],
  ): ReturnType<BaseSequencer['sort']> {
    const place = ({ moduleId }: (typeof files)[number]): number =>
      plan.tests.indexOf(relative(root, moduleId).replaceAll('\\', '/'))
    return [...files].sort((a, b) => place(a) - place(b))
  }
}

/** vitest as the unit tests have it, with every change inside the modules that are looked at. */
export default defineConfig({
  root,
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      transform(_code, id) {
        return plan.switched[relative(root, id).replaceAll('\\', '/')]
      },
    },
  ],
  test: {
    include: plan.tests,
    runner: resolve(import.meta.dirname, 'runner.child.ts'),
    maxWorkers: 1,
    // What is kept of an earlier run holds other changes.
    fsModuleCache: false,
    execArgv: ['--import', resolve(root, 'server/core/fast-resolve.mjs')],
    testTimeout: 120_000,
    sequence: { sequencer: InOrder },
  },
})
