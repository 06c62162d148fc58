import { createRequire } from 'node:module'
import type { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Only this file of it: the library's front brings along thirty for stores that are not used. */
const Memory = createRequire(import.meta.url)(
  'rate-limiter-flexible/lib/RateLimiterMemory.js',
) as typeof RateLimiterMemory

/** How often something may be done, by one key. Times are milliseconds. */
export interface Limit {
  name: string
  points: number
  duration: number
  /** Whoever goes beyond waits for this long, and begins anew; else until the duration is over. */
  block?: number
}

/** What a limit that only slows down a flood needs. */
export interface Brake {
  /** Counts one. Resolves with how long to wait where it was too many, with 0 where it was not. */
  count(key: string): Promise<number>
  /** Takes one off again. */
  giveBack(key: string): Promise<void>
}

export interface Limiter extends Brake {
  forget(key: string): Promise<void>
}

export type MakeLimiter = (limit: Limit) => Limiter
export type MakeBrake = (limit: Limit) => Brake

/** Counts for one process. */
export const memoryLimiter: MakeLimiter = ({ name, points, duration, block = 0 }) => {
  const limiter = new Memory({
    keyPrefix: name,
    points,
    duration: duration / 1_000,
    blockDuration: block / 1_000,
  })
  return {
    count: (key) =>
      limiter.consume(key).then(
        () => 0,
        (rejected: RateLimiterRes | Error) => {
          if (rejected instanceof Error) throw rejected
          return Math.max(1, rejected.msBeforeNext)
        },
      ),
    giveBack: async (key) => {
      await limiter.reward(key)
    },
    forget: async (key) => {
      await limiter.delete(key)
    },
  }
}
