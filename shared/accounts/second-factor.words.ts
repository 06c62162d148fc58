/** The second factor (two-step sign-in) of office accounts. Plain constants. */
export const secondFactorLimits = {
  /** Digits of a code and how long each one holds (RFC 6238, what every authenticator app does). */
  digits: 6,
  step: 30_000,
  /** How long a code counts as just given, before a sensitive act. [default] */
  fresh: 5 * 60_000,
  /** How long a device that was trusted signs in without a code. [default] */
  trust: 30 * 24 * 3_600_000,
  /** How long somebody may take to scan the code that was offered. */
  offer: 15 * 60_000,
  recoveryCodes: 10,
  reason: 200,
} as const

/** Days between the decision and the day on which nobody works without it. */
export const graceDays = [0, 7, 14, 30] as const

/** Codes of errors that the apps act upon. */
export const askForCode = {
  signIn: 'account.second-factor-needed',
  again: 'auth.fresh-code-needed',
  setUp: 'auth.second-factor-demanded',
} as const
