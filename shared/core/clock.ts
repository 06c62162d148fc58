/** Milliseconds since 1970-01-01T00:00:00Z. Every moment inside the system has this shape. */
export type EpochMs = number

/** Where the time comes from. Only the server's clock is ever trusted; tests pass their own. */
export interface Clock {
  now(): EpochMs
}

/** A clock that nobody can set, beside the one that can be. */
export interface SteadyClock extends Clock {
  /** Milliseconds since the machine's start, sleep included; whole numbers. */
  steady(): number
  /** Which start of which machine `steady` counts from. */
  readonly boot: string
}

export const systemClock: Clock = { now: () => Date.now() }

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** "2026-11-23T" by day: a list has a hundred moments, and Date takes a third of its time. */
const dates = new Map<number, string>()

/** The API's form of a moment: ISO 8601 in UTC with milliseconds. */
export function toIso(at: EpochMs): string {
  const day = Math.floor(at / DAY)
  if (!Number.isInteger(at)) return new Date(at).toISOString()
  let date = dates.get(day)
  if (date === undefined) {
    date = new Date(at).toISOString().slice(0, -'00:00:00.000Z'.length)
    if (dates.size >= 100) dates.clear()
    dates.set(day, date)
  }
  const ms = at - day * DAY
  const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)
  const hours = two(Math.floor(ms / HOUR))
  const minutes = two(Math.floor(ms / MINUTE) % 60)
  const seconds = two(Math.floor(ms / SECOND) % 60)
  return `${date}${hours}:${minutes}:${seconds}.${String(ms % SECOND).padStart(3, '0')}Z`
}

export const toIsoOrNull = (at: EpochMs | null): string | null => (at === null ? null : toIso(at))
