import { MINUTE, type SteadyClock } from '@mashang/shared/core/clock.ts'
import {
  isRightAgain,
  type Reading,
  type Reference,
  referenceOfFreeze,
  wallIsOff,
} from '@mashang/shared/notices/clock-watch.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import {
  type FreezeRecord,
  findFreeze,
  findWatch,
  insertWatch,
  newestFactAt,
  saveSeen,
  type WatchRecord,
} from './clock-watch.store.ts'
import { freezeClocks, thawByItself } from './clock-watch.usecases.ts'

/** How old the kept reading may become; keeping it costs a commit. */
const KEEP_EVERY = MINUTE

const exactly = (reading: Reading): Reference => ({ ...reading, exact: true })

const referenceOf = (freeze: FreezeRecord): Reference => ({
  at: freeze.referenceAt,
  steady: freeze.referenceSteady,
  boot: freeze.referenceBoot,
  exact: freeze.referenceExact,
})

/**
 * One process's eye on the wall clock. Reminders run while it finds the time right; where it does
 * not, it freezes them for every process of the district and tells the office, once.
 */
export class ClockWatch {
  readonly #context: Context
  readonly #clock: SteadyClock
  #last: Reference | null = null
  #lifts = 0

  constructor(context: Context, clock: SteadyClock) {
    this.#context = context
    this.#clock = clock
  }

  #read(): Reading {
    return { at: this.#clock.now(), steady: this.#clock.steady(), boot: this.#clock.boot }
  }

  /** The time, as long as nothing has happened to it since the last look; else null. */
  now(): number | null {
    const reading = this.#read()
    return this.#last === null || wallIsOff(reading, this.#last, null) !== null ? null : reading.at
  }

  /** Looks at the clocks. False: reminders are held back. */
  async look(): Promise<boolean> {
    const watch = await this.#watch()
    if (watch.lifts !== this.#lifts) {
      // A freeze was lifted: what this process measured before does not count any more.
      this.#last = null
      this.#lifts = watch.lifts
    }
    const frozen = watch.freezeId === null ? null : await findFreeze(this.#context)
    if (frozen !== null) return await this.#lookAgain(frozen)
    const reading = this.#read()
    const kept = exactly({ at: watch.seenAt, steady: watch.seenSteady, boot: watch.seenBoot })
    const off =
      wallIsOff(reading, this.#last, null) ??
      wallIsOff(reading, kept, this.#last === null ? await newestFactAt(this.#context) : null)
    if (off !== null) {
      await this.#freeze(reading, off, this.#last ?? kept, watch.lifts)
      return false
    }
    this.#last = exactly(reading)
    await this.#keep(reading, watch)
    return true
  }

  async #freeze(reading: Reading, off: number, last: Reference, lifts: number): Promise<void> {
    try {
      const reference = referenceOfFreeze(reading, off, last)
      await freezeClocks(this.#context, { off, reference, lifts, at: reading.at })
    } catch (error) {
      // Another process noticed it too and was faster.
      if (!(error instanceof Conflict)) throw error
    }
    this.#last = null
  }

  async #lookAgain(frozen: FreezeRecord): Promise<boolean> {
    const reading = this.#read()
    this.#last = null
    if (!isRightAgain(reading, referenceOf(frozen))) return false
    try {
      await thawByItself(this.#context, frozen.id, reading)
    } catch (error) {
      // The office was faster; the next look sees it.
      if (!(error instanceof Conflict)) throw error
      return false
    }
    this.#last = exactly(reading)
    this.#lifts += 1
    return true
  }

  /** The district's row; made at the first look, with what the ledger knows of the time. */
  async #watch(): Promise<WatchRecord> {
    const found = await findWatch(this.#context)
    if (found !== null) return found
    const row: WatchRecord = {
      district: this.#context.district,
      seenAt: (await newestFactAt(this.#context)) ?? 0,
      seenSteady: 0,
      seenBoot: '',
      freezeId: null,
      lifts: 0,
      fittedSince: null,
    }
    try {
      await this.#context.db.commit(this.#context.district, [insertWatch(row)])
      return row
    } catch (error) {
      const other = error instanceof AlreadyThere ? await findWatch(this.#context) : null
      if (other === null) throw error
      return other
    }
  }

  async #keep(reading: Reading, watch: WatchRecord): Promise<void> {
    if (watch.seenBoot === reading.boot && reading.at - watch.seenAt < KEEP_EVERY) return
    const { district, db } = this.#context
    await db.commit(district, [
      saveSeen({
        district,
        seenAt: reading.at,
        seenSteady: reading.steady,
        seenBoot: reading.boot,
        lifts: watch.lifts,
      }),
    ])
  }
}
