import { expect } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { Eyes } from './ladder-eyes.ts'
import { dice, type Hand, type Matter, Model } from './ladder-model.ts'

export const PEOPLE = [0, 1, 2] as const
export const HANDS = [0, 1, 2, 'station'] as const

const OVER = ['concluded', 'declined', 'closed']

/** It is open, or ended not before then. */
const isOpenSince = ({ state, endedAt }: Matter, since: number): boolean =>
  OVER.includes(state) ? (endedAt ?? 0) >= since : state !== 'withdrawn'

/** The people of a life: their sessions, the dice that choose, and what has happened so far. */
export class People {
  readonly t: TestApp
  readonly random: () => number
  readonly model = new Model()
  readonly eyes: Eyes
  readonly story: string[] = []
  #clients = new Map<Hand | 'office', Client>()

  constructor(t: TestApp, seed: number) {
    this.t = t
    this.random = dice(seed)
    this.eyes = new Eyes(t)
  }

  /** Sessions end while weeks go by. */
  async signIn(): Promise<void> {
    for (const who of [...PEOPLE, 'office'] as const) this.#clients.set(who, await this.t.as(who))
    this.#clients.set('station', await this.t.as('liaison'))
    await this.eyes.meet()
  }

  get now(): number {
    return this.t.clock.now()
  }

  by(hand: Hand | 'office'): Client {
    return this.#clients.get(hand) as Client
  }

  pick<T>(of: readonly T[]): T | undefined {
    return of[Math.floor(this.random() * of.length)]
  }

  some(fits: (matter: Matter) => boolean): Matter | undefined {
    return this.pick(this.model.matters.filter(fits))
  }

  another(hand: Hand): Hand {
    return this.pick(HANDS.filter((one) => one !== hand)) ?? 0
  }

  /**
   * Whoever acts on a matter: who has it, or who stands in for them, as long as these see it and what
   * else it is about: what was over before a leave is nobody else's.
   */
  worker(matter: Matter, other = matter): Client {
    const { hand } = matter
    const away = this.model.away(hand, this.now)
    const chosen = away !== null && this.random() < 0.5
    const sees = away !== null && [matter, other].every((one) => isOpenSince(one, away.startsAt))
    return this.by(chosen && sees ? away.standIn : hand)
  }

  /** Something done to a matter by whoever has it. */
  work(matter: Matter, what: string, body?: object, other?: Matter) {
    return post(this.worker(matter, other), `/api/issues/${matter.id}/${what}`, body)
  }

  voter(matter: Matter, what: string, body?: object) {
    return post(this.t.voter, `/api/receipts/${matter.receipt}/${what}`, body)
  }

  went(reply: Awaited<ReturnType<typeof post>>, expected = '200'): void {
    expect(outcome(reply), this.told()).toBe(expected)
  }

  /** Remembers what happens to which matter, for whoever has to find out why. */
  tell(what: string, matter?: Matter): void {
    const which = matter === undefined ? '' : ` #${this.model.matters.indexOf(matter)}`
    this.story.push(what + which)
  }

  told(): string {
    return this.story.slice(-12).join(' → ')
  }
}
