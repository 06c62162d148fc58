import { DAY, HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { expect, vi } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { Acts } from './ladder-acts.ts'
import { isRung, type OpenClock, type Said } from './ladder-eyes.ts'
import { type Level, type Matter, nextMoment, waits } from './ladder-model.ts'
import { type Step, whatPeopleDo } from './ladder-steps.ts'
import { type Sweeper, sweeper } from './steps.ts'

/** Weeks without a holiday: a life begins here, and takes long steps until there. */
const BEGINS = '2026-10-12T02:32:00.000Z'
const LAST_WEEK = Date.parse('2026-11-12T00:00:00Z')

const isOf =
  ({ issueId }: Level) =>
  (level: Level): boolean =>
    level.issueId === issueId

const sameEars = (one: Level | undefined, other: Level | undefined): boolean =>
  one?.told.join() === other?.told.join()

const inOrder = (levels: readonly Level[]): Level[] =>
  [...levels].sort((a, b) => (a.issueId < b.issueId ? -1 : 1))

const SELDOM = ['goes on by itself', 'keeps silent', 'tells a stand-in']

/** One random life of the system; the same for the same seed. */
export class Life {
  readonly #t: TestApp
  readonly #acts: Acts
  readonly #steps: Step[]
  #processes: [Sweeper, Sweeper]
  readonly said: Said[] = []
  /** What came to happen. */
  readonly happened = new Set<string>()

  constructor(t: TestApp, seed: number) {
    this.#t = t
    this.#acts = new Acts(t, seed)
    this.#processes = [sweeper(t), sweeper(t)]
    this.#steps = this.#whatMayHappen()
  }

  /** Everything that may happen, seldom things among them. */
  get all(): string[] {
    return [...this.#steps.map(({ name }) => name), ...SELDOM]
  }

  async begin(): Promise<void> {
    this.#t.clock.set(BEGINS)
    await this.signIn()
    await this.#turnAll()
    await this.#acts.eyes.newlySaid()
  }

  signIn = (): Promise<void> => this.#acts.signIn()

  #hours(most: number): number {
    return Math.floor(this.#acts.random() * most * HOUR)
  }

  #whatMayHappen(): Step[] {
    const a = this.#acts
    const wait = (most: number) => async () => this.#t.clock.advance(this.#hours(most))
    return [
      ...whatPeopleDo(a, () => this.#t.clock.now()),
      { name: 'sweep', weight: 5, act: () => this.#sweep() },
      {
        name: 'answer at once',
        weight: 1,
        of: waits,
        act: (m) => this.#raceEnd(a.model.together(m, 'answer'), () => a.answer(m)),
      },
      {
        name: 'withdraw at once',
        weight: 1,
        of: waits,
        act: (m) => this.#raceEnd([m], () => a.withdraw(m)),
      },
      {
        name: 'reassign at once',
        weight: 1,
        of: (m) => m.state === 'awaiting' && m.group === null,
        act: (m) => this.#raceReassignment(m),
      },
      { name: 'jump', weight: 1, act: () => this.#jump() },
      { name: 'restart', weight: 1, act: async () => this.#restart() },
      { name: 'a long while', weight: 1, act: wait(30) },
      { name: 'a while', weight: 4, act: wait(6) },
      { name: 'a week', weight: 0.5, act: () => this.#week() },
      { name: 'wait is over', weight: 1, act: () => this.#waitIsOver() },
    ]
  }

  async step(): Promise<void> {
    // No two clocks begin at the same moment.
    this.#t.clock.advance(SECOND)
    const total = this.#steps.reduce((sum, { weight }) => sum + weight, 0)
    let left = this.#acts.random() * total
    const step = this.#steps.find(({ weight }) => {
      left -= weight
      return left < 0
    })
    if (step === undefined) return
    const matter = step.of === undefined ? undefined : this.#acts.some(step.of)
    if (step.of !== undefined && matter === undefined) return
    this.#acts.tell(step.name, matter)
    this.happened.add(step.name)
    await step.act(matter as Matter)
    await this.#compare()
  }

  /** Exactly those clocks run, and every matter lies where it should. */
  async #compare(): Promise<void> {
    const { eyes, model } = this.#acts
    const clocks = await eyes.openClocks()
    for (const matter of model.matters) this.#learnDue(matter, clocks)
    expect(clocks, this.#acts.told()).toEqual(eyes.clocksOf(model.matters))
    expect(await eyes.lying(), this.#acts.told()).toEqual(eyes.lyingOf(model.matters))
  }

  /** How long a pause moves a due moment is another test's: here it never moves it back. */
  #learnDue({ id, promise }: Matter, clocks: readonly OpenClock[]): void {
    if (promise === null || promise.questions === 0) return
    const found = clocks.find((one) => one.issueId === id && one.clock === 'resolution')
    promise.dueAt = Math.max(found?.dueAt ?? 0, promise.firstDue)
  }

  async #turnAll(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.turn()))
  }

  async #sweep(): Promise<void> {
    const [a, b] = this.#processes
    const which = this.#acts.pick([[a], [b], [a, b], [a, a, b, b]]) ?? [a]
    const wanted = this.#acts.model.due(this.#t.clock.now())
    await Promise.all(which.map((process) => process.turn()))
    await this.#heard(() => wanted)
  }

  /**
   * What was said is what was due, to those whom it is for, no more and no less.
   * @param ought what ought to have been said; of things that happen at once it depends on what was
   */
  async #heard(ought: (found: readonly Said[]) => readonly Level[]): Promise<void> {
    const { eyes, model } = this.#acts
    const found = await eyes.newlySaid()
    this.said.push(...found)
    const wanted = ought(found)
    model.said(wanted)
    if (wanted.some(({ told }) => told.length === 0)) this.happened.add('keeps silent')
    if (model.toldToStandIn > 0) this.happened.add('tells a stand-in')
    expect(
      found.map(({ deadlineId, ...level }) => level),
      this.#acts.told(),
    ).toEqual(inOrder(wanted).map((level) => ({ ...level, count: level.told.length })))
  }

  /**
   * Somebody acts while both processes sweep: beside them, or between their look and their claim.
   * Returns whether it surely came before anything was said.
   */
  async #atOnce(act: () => Promise<void>): Promise<boolean> {
    const between = this.#acts.random() < 0.7
    if (between) await this.#inBetween(act)
    else await Promise.all([act(), this.#turnAll()])
    // What somebody lost at this very moment the next turn says.
    await this.#turnAll()
    return between
  }

  async #inBetween(act: () => Promise<void>): Promise<void> {
    const { db } = this.#t.context
    const commit = db.commit.bind(db)
    let acted: Promise<void> | null = null
    const spied = vi.spyOn(db, 'commit').mockImplementation(async (district, writes, facts) => {
      if (facts?.some(({ type }) => isRung(type)) === true) {
        acted ??= act()
        await acted
      }
      return await commit(district, writes, facts)
    })
    await this.#turnAll()
    spied.mockRestore()
    await (acted ?? act())
  }

  /** The next moment at which one of them has something to say; now, where one has already. */
  #untilDue(matters: readonly Matter[]): void {
    const next = matters.flatMap(({ words }) => (words === null ? [] : (nextMoment(words) ?? [])))
    const wait = Math.min(...next) + 1 - this.#t.clock.now()
    if (Number.isFinite(wait) && wait > 0) this.#t.clock.advance(wait + this.#hours(4))
  }

  /**
   * Clocks stop while two sweep: each level was said before that, or not at all. Those that kept
   * silent because of them have said it themselves, unless it was said for them.
   */
  async #raceEnd(stopped: readonly Matter[], act: () => Promise<void>): Promise<void> {
    const { model } = this.#acts
    this.#untilDue(stopped)
    const before = model.due(this.#t.clock.now())
    const groups = new Map(model.matters.map(({ id, group }) => [id, group]))
    const first = await this.#atOnce(act)
    const after = model.due(this.#t.clock.now())
    await this.#heard((found) => {
      const mayHaveSaid = first ? [] : stopped
      const said = mayHaveSaid.filter(({ id }) => found.some(({ issueId }) => issueId === id))
      const spokenFor = ({ issueId }: Level) =>
        said.some(({ id }) => groups.get(id) !== null && groups.get(id) === groups.get(issueId))
      const others = after.map((level) => {
        const early = before.find(isOf(level))
        return spokenFor(level) && sameEars(early, found.find(isOf(level))) ? early : level
      })
      const gone = before.filter(({ issueId }) => said.some(({ id }) => id === issueId))
      return [...gone, ...others].filter((level) => level !== undefined)
    })
  }

  /** Given to somebody else while two sweep: it is said once, to the one before or the one after. */
  async #raceReassignment(matter: Matter): Promise<void> {
    const { model } = this.#acts
    this.#untilDue([matter])
    const before = model.due(this.#t.clock.now())
    const first = await this.#atOnce(() => this.#acts.reassign(matter))
    await this.#heard((found) =>
      model.due(this.#t.clock.now()).map((level) => {
        const early = before.find(isOf(level))
        return !first && early !== undefined && sameEars(early, found.find(isOf(level)))
          ? early
          : level
      }),
    )
  }

  /** The wall clock is wrong for a while: nothing is said, and then everything that is due. */
  async #jump(): Promise<void> {
    const direction = this.#acts.random() < 0.5 ? -1 : 1
    const off = direction * (10 * MINUTE + this.#hours(90))
    const wanted = this.#acts.model.due(this.#t.clock.now())
    for (const process of this.#processes) await process.turn()
    await this.#heard(() => wanted)
    this.#t.clock.jump(off)
    if (this.#acts.random() < 0.3) this.#restart()
    for (let turn = 0; turn < 2; turn++)
      for (const process of this.#processes) expect(await process.turn()).toBe(0)
    this.#t.clock.advance(this.#hours(5))
    this.#t.clock.jump(-off)
    await this.#sweep()
  }

  async #waitIsOver(): Promise<void> {
    if ((await this.#acts.waitedLongEnough()) > 0) this.happened.add('goes on by itself')
  }

  /** Early on, so that nothing runs into the holidays of another year. */
  async #week(): Promise<void> {
    if (this.#t.clock.now() > LAST_WEEK) return
    this.#t.clock.advance(8 * DAY)
    await this.signIn()
    await this.#waitIsOver()
  }

  #restart(): void {
    this.#processes = [sweeper(this.#t), sweeper(this.#t)]
  }

  /** After two quiet days everything that runs is at the end of its ladder, later all goes on. */
  async end(): Promise<void> {
    this.#t.clock.advance(49 * HOUR)
    await this.signIn()
    await this.#sweep()
    await this.#compare()
    const running = this.#acts.model.matters.flatMap(({ words }) => (words === null ? [] : [words]))
    expect(running.every(({ said }) => said === 48)).toBe(true)
    // Nothing stands still for ever.
    this.#t.clock.advance(9 * DAY)
    await this.#waitIsOver()
    await this.#compare()
    expect(this.#acts.model.matters.every(({ promise }) => !promise?.pausedUntil)).toBe(true)
  }
}
