import { DAY, type EpochMs, HOUR } from '@mashang/shared/core/clock.ts'

/** What ought to be true of the ladder, in plain words of its own: nothing here asks a rule under test. */

export type Person = 0 | 1 | 2
/** The first two are at home at the station, the third at one that has no account. */
export type Hand = Person | 'station'
/** Whoever can be told something, by name. */
export type Ear = '0' | '1' | '2' | 'liaison' | 'office'

export interface Words {
  kind: 'response' | 'follow-up'
  startedAt: EpochMs
  /** Hours of the highest level that is behind it. */
  said: number
}

export interface Promised {
  startedAt: EpochMs
  /** Without any pause. */
  firstDue: EpochMs
  dueAt: EpochMs
  questions: number
  pausedUntil: EpochMs | null
}

export interface Matter {
  readonly id: string
  readonly receipt: string
  hand: Hand
  state: string
  bounces: number
  redos: number
  endedAt: EpochMs | null
  /** Somebody said that it was only an acknowledgement. */
  review: 'none' | 'pending' | 'over'
  forOffice: boolean
  group: object | null
  words: Words | null
  promise: Promised | null
}

export interface Away {
  id: string
  who: Person
  standIn: Hand
  startsAt: EpochMs
  endsAt: EpochMs
}

/** A level that has to be said, and who hears it. */
export interface Level {
  issueId: string
  hours: number
  skipped: number[]
  told: Ear[]
}

const LADDER: Readonly<Record<number, readonly ('hand' | 'station' | 'office')[]>> = {
  12: ['hand'],
  20: ['hand', 'station'],
  24: ['station'],
  48: ['office'],
}
const HOURS = [12, 20, 24, 48]

const ZONE = 8 * HOUR
export const midnight = (at: EpochMs): EpochMs => Math.floor((at + ZONE) / DAY) * DAY - ZONE

/** 24:00 of the nth working day after a moment; weeks without a holiday. */
export function workingDaysAfter(at: EpochMs, days: number): EpochMs {
  let day = midnight(at)
  for (let left = days; left > 0; ) {
    day += DAY
    if (![0, 6].includes(new Date(day + ZONE).getUTCDay())) left--
  }
  return day + DAY
}

const earOf = (hand: Hand): Ear => (hand === 'station' ? 'liaison' : (String(hand) as Ear))

/** Whether an answer is still to be given. */
export const waits = ({ state }: Matter): boolean =>
  state === 'awaiting' || state === 'referred' || state === 'redo'

/** Everything as it should be, moved on by what people do. */
export class Model {
  readonly matters: Matter[] = []
  readonly aways: Away[] = []
  /** How often somebody who stands in had to hear something as well. */
  toldToStandIn = 0

  filed(id: string, receipt: string, hand: Person, at: EpochMs): void {
    this.matters.push({
      id,
      receipt,
      hand,
      state: 'awaiting',
      bounces: 0,
      redos: 0,
      endedAt: null,
      review: 'none',
      forOffice: false,
      group: null,
      words: { kind: 'response', startedAt: at, said: 0 },
      promise: null,
    })
  }

  /** Those who are answered or declined with it; what is done once more is answered alone. */
  together(matter: Matter, move: 'answer' | 'decline'): Matter[] {
    const takes = (state: string): boolean =>
      state === 'awaiting' || (move === 'answer' && state === 'referred')
    return this.matters.filter(
      (one) =>
        one === matter ||
        (matter.state !== 'redo' &&
          one.group !== null &&
          one.group === matter.group &&
          takes(one.state)),
    )
  }

  answered(matter: Matter, at: EpochMs, settles: boolean): void {
    for (const one of this.together(matter, 'answer')) {
      one.words = null
      one.forOffice = false
      if (settles) this.ended(one, 'concluded', at)
      else {
        one.state = 'answered'
        this.#promise(one, at)
      }
    }
  }

  /** Everything of it stops. */
  ended(matter: Matter, state: string, at: EpochMs): void {
    Object.assign(matter, { state, endedAt: at, words: null, promise: null })
  }

  #promise(matter: Matter, at: EpochMs): void {
    const dueAt = workingDaysAfter(at, 5)
    matter.promise ??= { startedAt: at, firstDue: dueAt, dueAt, questions: 0, pausedUntil: null }
  }

  passedOn(matter: Matter, to: Hand, at: EpochMs): void {
    Object.assign(matter, { hand: to, group: null, state: 'referred', forOffice: false })
    matter.bounces++
    matter.words = { kind: 'follow-up', startedAt: at, said: 0 }
    this.#promise(matter, at)
  }

  /** To a department: it stays with whoever wrote so, and no words are owed. */
  sentOut(matter: Matter): void {
    Object.assign(matter, { state: 'referred', words: null, forOffice: false })
  }

  reassigned(matter: Matter, to: Person, at: EpochMs): void {
    Object.assign(matter, { hand: to, group: null, forOffice: false })
    // The voter's own clock goes on; of what was said something about already it is a new one.
    if (matter.state === 'referred') matter.words = { kind: 'follow-up', startedAt: at, said: 0 }
  }

  withdrawn(matter: Matter, at: EpochMs): void {
    this.ended(matter, 'withdrawn', at)
    Object.assign(matter, { group: null, forOffice: false })
  }

  redo(matter: Matter, at: EpochMs): void {
    Object.assign(matter, { state: 'redo', endedAt: null, redos: matter.redos + 1 })
    matter.words = { kind: 'follow-up', startedAt: at, said: 0 }
    this.spoken(matter)
  }

  /** The voter has spoken: what stood still goes on. */
  spoken(matter: Matter): void {
    if (matter.promise !== null) matter.promise.pausedUntil = null
  }

  joined(one: Matter, other: Matter): void {
    const group = {}
    const all = this.matters.filter(
      (each) =>
        each === one ||
        each === other ||
        (each.group !== null && (each.group === one.group || each.group === other.group)),
    )
    for (const each of all) each.group = group
  }

  /** Of several that wait for the same words the one that has waited longest speaks. */
  #speaks(matter: Matter): boolean {
    if (matter.state === 'redo') return true
    return !this.matters.some(
      (one) =>
        one.state !== 'redo' &&
        one.group !== null &&
        one.group === matter.group &&
        one.words !== null &&
        one.words.startedAt < (matter.words?.startedAt ?? 0),
    )
  }

  away(hand: Hand, at: EpochMs): Away | null {
    return (
      this.aways.find((one) => one.who === hand && one.startsAt <= at && at < one.endsAt) ?? null
    )
  }

  standIn(hand: Hand, at: EpochMs): Hand | null {
    return this.away(hand, at)?.standIn ?? null
  }

  #ears(hand: Hand, hours: readonly number[], at: EpochMs): Ear[] {
    const standIn = this.standIn(hand, at)
    if (standIn !== null) this.toldToStandIn++
    const heard = {
      hand: [earOf(hand), ...(standIn === null ? [] : [earOf(standIn)])],
      station: [hand === 2 ? 'office' : 'liaison'],
      office: ['office'],
    } as const
    const ears = hours.flatMap((each) => LADDER[each]?.flatMap((who): readonly Ear[] => heard[who]))
    return [...new Set(ears.filter((ear) => ear !== undefined))].sort()
  }

  /** What has to be said now: of each clock the highest level that is over, the lower ones with it. */
  due(at: EpochMs): Level[] {
    return this.matters.flatMap((matter) => {
      const { id, words, hand } = matter
      if (words === null) return []
      const over = HOURS.filter((h) => h > words.said && words.startedAt + h * HOUR < at)
      const hours = over.at(-1)
      if (hours === undefined) return []
      const told = this.#speaks(matter) ? this.#ears(hand, over, at) : []
      return [{ issueId: id, hours, skipped: over.slice(0, -1), told }]
    })
  }

  said(levels: readonly Level[]): void {
    for (const { words, id } of this.matters) {
      const level = levels.find(({ issueId }) => issueId === id)
      if (words !== null && level !== undefined) words.said = level.hours
    }
  }
}

/** The moment at which a clock has to say something next. */
export const nextMoment = ({ startedAt, said }: Words): EpochMs | null => {
  const next = HOURS.find((hours) => hours > said)
  return next === undefined ? null : startedAt + next * HOUR
}

/** Numbers from 0 to below 1 that come in the same order for the same seed. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let z = Math.imul(state ^ (state >>> 15), 1 | state)
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z
    return ((z ^ (z >>> 14)) >>> 0) / 4_294_967_296
  }
}
