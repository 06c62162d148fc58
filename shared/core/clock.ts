/** Milliseconds since 1970-01-01T00:00:00Z. Every moment inside the system has this shape. */
export type EpochMs = number

/** Where the time comes from. Only the server's clock is ever trusted; tests pass their own. */
export interface Clock {
  now(): EpochMs
}

export const systemClock: Clock = { now: () => Date.now() }

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The API's form of a moment: ISO 8601 in UTC with milliseconds. */
export const toIso = (at: EpochMs): string => new Date(at).toISOString()

export const toIsoOrNull = (at: EpochMs | null): string | null => (at === null ? null : toIso(at))
