import { DAY, type EpochMs, MINUTE, SECOND } from '../core/clock.ts'
import { CODE_MINUTES, RESEND_SECONDS } from './verifications.words.ts'

export const CODE_LIFE = CODE_MINUTES * MINUTE
export const RESEND_AFTER = RESEND_SECONDS * SECOND

/** Wrong codes and the right one together. [default] */
export const MOST_ATTEMPTS = 5
/** Codes to one phone within a day. [default] */
export const MOST_PER_PHONE = 5
/** Messages of a district within a day: what a stranger may cost it. [default] */
export const MOST_PER_DISTRICT = 3_000
/** What limits count over. */
export const LIMIT_SPAN = DAY
/** A confirmed phone stays so: who loses the signal after confirming need not do it again. [default] */
export const PROOF_LIFE = DAY

/** One verification, as far as the rules need it. */
export interface VerificationState {
  attempts: number
  /** The message was not taken: whoever asked for it files unverified, rather than not at all. */
  unsent: boolean
  verifiedAt: EpochMs | null
  usedAt: EpochMs | null
  expiresAt: EpochMs
}

/**
 * When the next code may be sent to a phone; `now` or earlier: at once.
 * @param earlier moments of those sent within LIMIT_SPAN, newest first
 */
export function mayStartAt(earlier: readonly EpochMs[]): EpochMs {
  const last = earlier[0]
  const oldest = earlier[MOST_PER_PHONE - 1]
  return Math.max(
    last === undefined ? 0 : last + RESEND_AFTER,
    oldest === undefined ? 0 : oldest + LIMIT_SPAN,
  )
}

/**
 * What a verification is good for now.
 * - `verified`: the phone is proven
 * - `unsent`: no code could be sent; the filing is taken and marked
 * - `code`: the code has to be given
 * - `over`: expired, used, or guessed too often; which of them is nobody's business
 */
export function standing(
  row: VerificationState,
  now: EpochMs,
): 'verified' | 'unsent' | 'code' | 'over' {
  if (row.usedAt !== null || now > row.expiresAt) return 'over'
  if (row.verifiedAt !== null) return 'verified'
  if (row.unsent) return 'unsent'
  return row.attempts < MOST_ATTEMPTS ? 'code' : 'over'
}
