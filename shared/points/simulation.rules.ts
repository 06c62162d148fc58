import type { Simulation } from './rule-set.model.ts'

/** One person's points under the rules as they are, and as they would be. */
export interface Change {
  id: string
  name: string
  before: number
  after: number
}

const MOST_NAMED = 5

const size = ({ before, after }: Change): number => Math.abs(after - before)

/** What a change of the rules does, gathered person by person; only the largest are kept. */
export class Simulated {
  people = 0
  affected = 0
  most: Change[] = []

  add(change: Change): void {
    this.people += 1
    if (size(change) === 0) return
    this.affected += 1
    this.most.push(change)
    this.most.sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1))
    this.most.length = Math.min(this.most.length, MOST_NAMED)
  }

  view(period: string): Simulation {
    const { people, affected, most } = this
    return { period, people, affected, most, sentence: this.#sentence() }
  }

  #sentence(): string {
    if (this.people === 0) return '还没有代表，看不出影响。'
    if (this.affected === 0) return `算了 ${this.people} 位代表，没有人的分数会变。`
    const named = this.most
      .map(({ name, before, after }) => `${name}（${before} 变 ${after}）`)
      .join('、')
    return `这次改动会影响 ${this.affected} 位代表，变化最大的是${named}。`
  }
}
