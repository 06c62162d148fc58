import { DAY, type EpochMs } from '../core/clock.ts'

/**
 * How long an account is not independent of whoever made it, gave it duties, or opened it anew:
 * whoever did that can act as its owner. [default]
 */
export const IN_ONE_HAND_DAYS = 30

/** What puts an account into somebody's hand, as the ledger calls it. */
export const handlings = [
  'account.created',
  'account.duties-changed',
  'account.stations-changed',
  'account.code-issued',
  'account.second-factor-removed',
] as const

/** From when on a handling counts. */
export const handlingsSince = (now: EpochMs): EpochMs => now - IN_ONE_HAND_DAYS * DAY

/**
 * Who may stand behind both of two accounts: one of the two, or a third; null: nobody.
 * @param one,other everybody through whose hands each went, over any number of steps, and itself
 */
export const commonHand = (one: ReadonlySet<string>, other: ReadonlySet<string>): string | null =>
  [...one].find((id) => other.has(id)) ?? null
