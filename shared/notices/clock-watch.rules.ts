import { type EpochMs, MINUTE } from '../core/clock.ts'

/** One look at the clocks: the wall's time, and how far the steady one had come on this boot. */
export interface Reading {
  at: EpochMs
  /** Milliseconds since this boot, sleep included; comparable only with the same `boot`. */
  steady: number
  boot: string
}

/** What the time is measured against. */
export interface Reference extends Reading {
  /** False: only a lower bound is known (the machine was started anew since). */
  exact: boolean
}

export type JumpDirection = 'forward' | 'backward'

/** Corrections of the time below this are everyday business. [default] */
export const TOLERANCE = 2 * MINUTE

const isSameBoot = (now: Reading, then: Reading): boolean =>
  now.boot === then.boot && now.steady >= then.steady

/**
 * Whether the wall clock can be trusted, decided by what is knowable:
 *
 * - On one boot the steady clock, which nobody can set and which counts sleep, says how much time
 *   has passed: a wall clock that went more than two minutes further, or less far, has jumped. This
 *   also tells across a restart of the process, for the last reading is kept.
 * - After the machine was started anew (or on another machine) nothing says how long it was off. A
 *   wall clock ahead of the last reading is therefore a downtime, however long; one that is before
 *   it, or before the ledger's newest fact, has gone back, because time does not.
 * - A virtual machine that its host halted cannot be told from a wall clock that was set forward:
 *   a person confirms that the time is right.
 *
 * Returns by how many milliseconds it is off (negative: behind), or null when nothing speaks
 * against it.
 */
export function wallIsOff(
  now: Reading,
  reference: Reference | null,
  newestFactAt: EpochMs | null,
): number | null {
  if (reference !== null && isSameBoot(now, reference)) {
    const off = now.at - (reference.at + (now.steady - reference.steady))
    return off < -TOLERANCE || (reference.exact && off > TOLERANCE) ? off : null
  }
  const earliest = Math.max(reference?.at ?? 0, newestFactAt ?? 0)
  return now.at < earliest - TOLERANCE ? now.at - earliest : null
}

/**
 * What a freeze measures the time against: on the same boot what it should be; otherwise that it
 * cannot be before what was seen last, and goes on from there.
 */
export function referenceOfFreeze(now: Reading, off: number, last: Reference | null): Reference {
  return last !== null && isSameBoot(now, last)
    ? last
    : { at: now.at - off, steady: now.steady, boot: now.boot, exact: false }
}

/**
 * Whether the time is right again. Only on the boot that noticed the jump can that be known:
 * elsewhere, or after another start of the machine, a person decides.
 */
export const isRightAgain = (now: Reading, freeze: Reference): boolean =>
  isSameBoot(now, freeze) && wallIsOff(now, freeze, null) === null
