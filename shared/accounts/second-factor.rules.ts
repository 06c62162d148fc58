import { DAY, type EpochMs } from '../core/clock.ts'
import type { Role } from '../core/endpoint.ts'
import { secondFactorLimits } from './second-factor.words.ts'

/** Whether a code was given so lately that a sensitive act need not ask for another one. */
export const isFresh = (provedAt: EpochMs | null, now: EpochMs): boolean =>
  provedAt !== null && now >= provedAt && now - provedAt <= secondFactorLimits.fresh

/** From when on nobody of the office works without a second factor; null: nobody has to. */
export const demandedFrom = (now: EpochMs, grace: number): EpochMs => now + grace * DAY

/**
 * Whether an account must set up its second factor before anything else. Only the office's accounts
 * are asked: they open everybody's contacts.
 * @param since when it was set up; null: it is not
 * @param from when the district's demand begins; null: it makes none
 */
export const mustSetUp = (
  { role, since }: { role: Role; since: EpochMs | null },
  from: EpochMs | null,
  now: EpochMs,
): boolean => role === 'office' && since === null && from !== null && from <= now

/**
 * Which step of time a code stands for: now, the one before or after (a phone's clock is seldom
 * right), and never one that was used or passed already (RFC 6238 §5.2). Null: none of them.
 * @param codeAt the code of a step
 * @param used the last step that was used; null: none yet
 */
export function stepOfCode(
  code: string,
  codeAt: (step: number) => string,
  used: number | null,
  now: EpochMs,
): number | null {
  const current = Math.floor(now / secondFactorLimits.step)
  const open = [current - 1, current, current + 1].filter((step) => used === null || step > used)
  return open.find((step) => codeAt(step) === code) ?? null
}

/** Digits as people type them: full width, blanks in the middle. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '')

export const isTimeCode = (typed: string): boolean =>
  /^\d+$/.test(plainCode(typed)) && plainCode(typed).length === secondFactorLimits.digits
