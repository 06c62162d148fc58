import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  describe,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
  TestRunner,
  vi,
} from 'vitest'
import { allTold, type Plan, tell } from './plan.ts'

const folder = process.env.MASHANG_MUTANTS ?? ''
const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Plan

const FRESH = new Set(plan.fresh)
const LONG_TESTS = new Set(plan.long)

/** More looks at changes than this are an endless loop, which a test notices too. */
const LOOKS = 10_000_000
const NONE = -1

let active = NONE
let looks = 0
let most = LOOKS
const hits = new Uint8Array(plan.total)

Object.assign(globalThis, {
  mutant(id: number): boolean {
    looks++
    if (looks > most) throw new Error('an endless loop')
    hits[id] = 1
    return id === active
  },
})

/** The changes that were come by since the last time this was asked. */
function takeHits(): number[] {
  const found: number[] = []
  for (const [id, hit] of hits.entries()) if (hit === 1) found.push(id)
  hits.fill(0)
  return found
}

function activate(id: number, limit = LOOKS): void {
  active = id
  looks = 0
  most = limit
}

/** The change that a copy of the tests was loaded with; NONE: the tests as they are. */
function changeOf(task: RunnerTestCase | RunnerTestSuite): number {
  for (let at: RunnerTestSuite | undefined = task.suite; at !== undefined; at = at.suite) {
    const id = /^mutant (\d+)$/.exec(at.name)?.[1]
    if (id !== undefined) return Number(id)
  }
  return NONE
}

/** A test, the changes that it comes by, and when it is given up. */
interface Again {
  test: RunnerTestCase
  limit: number
  ms: number
  came: readonly number[]
}

/** Milliseconds of work; a test that takes more is left for what the others do not notice … */
const LONG = 100
/** … one that takes more than this tries nothing … */
const TOO_LONG = 2_000
/** … and the long ones of a file try no more once they have worked so long. */
const LONG_TOGETHER = 60_000

/** How many files of tests are loaded anew for a change that is looked at while a module loads … */
const COPIES = 5
/** … and how many milliseconds of work its tests may take then. */
const COPY_TIME = 2_000
/** In so many tests of one file a change is tried: where thousands come by, the first ones tell. */
const TRIES = 20

/**
 * Runs each test once as it is, and then again with each change that it came by, while nothing has
 * noticed that one. A change that is looked at while a module loads has the tests loaded again, in a
 * round of its own: most were noticed before.
 */
export default class MutantRunner extends TestRunner {
  readonly #wanted = new Set(plan.wanted)
  readonly #killed = new Set<number>()
  readonly #reached = new Set<number>()
  readonly #faults: string[] = []
  readonly #copies = new Map<number, number>()
  readonly #copied: number[] = []
  #loaded = new Set<number>()
  readonly #long = new Set<string>()
  readonly #tries = new Map<number, number>()
  /** What this process had worked when it began with its file. */
  readonly #began = process.cpuUsage()
  /** Milliseconds of work of the copies with a change. */
  readonly #copyTime = new Map<number, number>()

  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(config)
    for (const { killed, copied } of allTold(folder)) {
      for (const id of killed) this.#wanted.delete(id)
      for (const id of copied) this.#copies.set(id, (this.#copies.get(id) ?? 0) + 1)
    }
  }

  override async importFile(file: string, source: 'collect' | 'setup'): Promise<void> {
    activate(NONE)
    takeHits()
    await super.importFile(file, source)
    if (source !== 'collect') return
    const loaded = new Set(takeHits())
    if (plan.fresh.some((id) => loaded.has(id))) for (const id of plan.fresh) loaded.add(id)
    this.#loaded = loaded
    for (const id of loaded) {
      this.#reached.add(id)
      const enough = plan.round !== 'copies' || (this.#copies.get(id) ?? 0) >= COPIES
      if (enough || !this.#wanted.has(id)) continue
      this.#copied.push(id)
      describe(`mutant ${id}`, async () => {
        vi.resetModules()
        const copy = TestRunner.getCurrentSuite()
        await this.#loadedWith(id, () => super.importFile(file, source))
        // What stands in a group of tests beside them is run when its turn comes.
        for (const one of copy.tasks) {
          if (one.type !== 'collector' || one.suite === undefined) continue
          const collect = one.collect.bind(one)
          const nothing = { ...one.suite, tasks: [] }
          one.collect = async (into) => (await this.#loadedWith(id, () => collect(into))) ?? nothing
        }
      })
    }
  }

  /** Undefined where something does not even load with this change: noticed. */
  async #loadedWith<T>(id: number, load: () => T | Promise<T>): Promise<T | undefined> {
    activate(id)
    try {
      return await load()
    } catch {
      this.#kill(id)
      return undefined
    } finally {
      activate(NONE)
    }
  }

  #kill(id: number): void {
    this.#killed.add(id)
    this.#wanted.delete(id)
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    activate(changeOf(suite))
    await super.onBeforeRunSuite(suite)
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    const id = changeOf(suite)
    if (id !== NONE && suite.result?.state === 'fail') this.#kill(id)
    await super.onAfterRunSuite(suite)
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    const id = changeOf(test)
    const isLong = LONG_TESTS.has(test.name)
    const elsewhere = { changes: false, copies: id === NONE || isLong, long: !isLong }[plan.round]
    const enough = (this.#copyTime.get(id) ?? 0) > COPY_TIME
    if (this.#killed.has(id) || elsewhere || enough) test.mode = 'skip'
    activate(id)
    await super.onBeforeRunTask(test)
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    const id = changeOf(test)
    if (test.result?.state === 'fail') {
      if (id === NONE) {
        this.#faults.push(`${test.name} fails without any change`)
        // So that it has no word in a copy either.
        this.#long.add(test.name)
      } else this.#kill(id)
    }
    super.onAfterRunTask(test)
  }

  /** True: it passed. */
  async #attempt(test: RunnerTestCase, id: number, limit: number, ms: number): Promise<boolean> {
    activate(id, limit)
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('too long')), ms)
    })
    try {
      this.onBeforeTryTask(test, { retry: 0, repeats: 0 })
      await Promise.race([TestRunner.getTestFn(test)(), tooLong])
      this.onAfterTryTask(test)
      return test.result?.state !== 'fail'
    } catch {
      return false
    } finally {
      clearTimeout(timer)
      activate(NONE)
    }
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const own = changeOf(test)
    activate(own)
    takeHits()
    const began = performance.now()
    const before = process.cpuUsage()
    const worked = (): number => process.cpuUsage(before).user / 1_000
    try {
      await TestRunner.getTestFn(test)()
    } finally {
      if (own !== NONE) this.#copyTime.set(own, (this.#copyTime.get(own) ?? 0) + worked())
    }
    if (own !== NONE) return
    const work = worked()
    const limit = looks * 10 + 100_000
    const again: Again = {
      test,
      limit,
      ms: (performance.now() - began) * 10 + 5_000,
      came: takeHits(),
    }
    for (const id of again.came) this.#reached.add(id)
    if (work < (plan.round === 'changes' ? LONG : TOO_LONG)) await this.#tryChanges(again)
    else this.#long.add(test.name)
  }

  async #tryChanges({ test, limit, ms, came }: Again): Promise<void> {
    const noticed: number[] = []
    for (const id of came) {
      const tries = this.#tries.get(id) ?? 0
      if (!this.#wanted.has(id) || FRESH.has(id) || tries >= TRIES) continue
      if (plan.round === 'long' && process.cpuUsage(this.#began).user / 1_000 > LONG_TOGETHER) break
      this.#tries.set(id, tries + 1)
      if (!(await this.#attempt(test, id, limit, ms))) noticed.push(id)
    }
    if (noticed.length === 0) return
    if (test.result !== undefined) {
      test.result.state = 'run'
      test.result.errors = undefined
    }
    // Only a test that still passes without a change has a word on changes.
    if (await this.#attempt(test, NONE, limit, ms)) for (const id of noticed) this.#kill(id)
    else this.#faults.push(`${test.name} cannot be run again`)
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files)
    const countOf = (task: RunnerTestSuite | RunnerTestCase): number =>
      task.type === 'suite' ? task.tasks.reduce((sum, one) => sum + countOf(one), 0) : 1
    for (const { tasks, filepath } of files)
      if (tasks.length === 0) this.#faults.push(`${filepath} could not be loaded`)
    tell(folder, {
      tests: files.map(({ filepath }) => relative(this.config.root, filepath)).join(' '),
      killed: [...this.#killed],
      reached: [...this.#reached],
      loaded: [...this.#loaded],
      count: files.reduce((sum, file) => sum + countOf(file), 0),
      long: [...this.#long],
      copied: this.#copied,
      faults: this.#faults,
    })
  }
}
