import type { EpochMs } from '../core/clock.ts'
import { dayStartOf, fullDayWords } from '../core/local-time.ts'
import { type Period, periodKey, periodWords } from './periods.rules.ts'
import type { TriedYear } from './rule-set.model.ts'

/** One person's points under the rules as they are, and as they would be. */
export interface Change {
  id: string
  name: string
  before: number
  after: number
}

/** The same, and what they have the moment that the new rules are saved. */
export interface TriedPerson extends Change {
  saved: number
}

const MOST_NAMED = 5

/** With one decimal, as points are. */
export const difference = (before: number, after: number): number =>
  Math.round((after - before) * 10) / 10

const size = ({ before, after }: Change): number => Math.abs(after - before)

/**
 * What saving does by itself.
 * @param moved of how many the points change at once; null: the day is still to come
 */
export function effectWords(from: string, moved: number | null): string {
  const since = `从${fullDayWords(dayStartOf(from))}起的事才按新规则，以前的事照旧版`
  const atOnce =
    moved === null
      ? ''
      : moved === 0
        ? '；现在还没有人的分数跟着变'
        : `；一存下就有 ${moved} 位代表的分数跟着变`
  return `${since}${atOnce}。基础分和“一年不到几件”，以年底时的那一版为准。`
}

/** Whether its first day has come: facts that are there already may count by it. */
export const hasBegun = (from: string, now: EpochMs): boolean => dayStartOf(from) <= now

/** What a change of the rules would have done in a whole period, gathered person by person; those who are moved most are named. */
export class Simulated {
  people = 0
  most: Change[] = []
  /** Everybody whose points would be others, in the order of the roster: nobody is ranked. */
  readonly moved: Change[] = []
  readonly #atOnce: TriedPerson[] = []
  readonly #later: TriedPerson[] = []
  readonly #period: Period
  readonly #running: boolean
  /** @param running it is not over: nobody owes a number of anything in it yet */
  constructor(period: Period, running: boolean) {
    this.#period = period
    this.#running = running
  }

  add(person: TriedPerson): void {
    this.people += 1
    const { saved, ...change } = person
    if (saved !== change.before) this.#atOnce.push(person)
    else if (size(change) !== 0) this.#later.push(person)
    if (size(change) === 0) return
    this.moved.push(change)
    this.most.push(change)
    this.most.sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1))
    this.most.length = Math.min(this.most.length, MOST_NAMED)
  }

  /** Those whose points change at once, then the others. */
  get rows(): TriedPerson[] {
    return [...this.#atOnce, ...this.#later]
  }

  view(): TriedYear {
    const { people, most, moved } = this
    return {
      period: periodKey(this.#period),
      people,
      affected: moved.length,
      most,
      moved,
      atOnce: this.#atOnce.map(({ id, name, before, saved }) => ({
        id,
        name,
        before,
        after: saved,
      })),
      sentence: this.#sentence(),
    }
  }

  #sentence(): string {
    const year = periodWords(this.#period)
    if (this.people === 0) return `${year}还没有代表，看不出影响。`
    const soFar = this.#running ? '，到现在为止' : ''
    const held = `如果 ${year}一开始就按新规则${soFar}：${this.people} 位代表里`
    const affected = this.moved.length
    return affected === 0 ? `${held}没有人的分数会变。` : `${held}有 ${affected} 位的分数会变。`
  }
}
