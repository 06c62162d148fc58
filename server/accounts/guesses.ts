import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

/**
 * Wrong guesses slow down whoever makes them. Five for one account from one address; many for one
 * account from everywhere; very many from one address, because a whole office or village may share
 * one. Nobody else at that address is locked out by one person's mistakes. [default]
 */
export interface Guesses {
  /** Throws (429, Retry-After) while this login must wait at this address. */
  check(loginHash: string, address: string): Promise<void>
  wrong(loginHash: string, address: string): Promise<void>
  right(loginHash: string, address: string): Promise<void>
}

export function guessLimits(enabled: boolean): Guesses {
  if (!enabled)
    return {
      check: async () => undefined,
      wrong: async () => undefined,
      right: async () => undefined,
    }
  const pair = new RateLimiterMemory({
    keyPrefix: 'pair',
    points: 5,
    duration: 15 * 60,
    blockDuration: 60,
  })
  const account = new RateLimiterMemory({ keyPrefix: 'account', points: 50, duration: 60 * 60 })
  const place = new RateLimiterMemory({ keyPrefix: 'place', points: 300, duration: 15 * 60 })
  const keys = (loginHash: string, address: string) =>
    [
      [pair, `${loginHash} ${address}`],
      [account, loginHash],
      [place, address],
    ] as const
  return {
    async check(loginHash, address) {
      for (const [limiter, key] of keys(loginHash, address)) {
        const state = await limiter.get(key)
        if (state !== null && state.consumedPoints >= limiter.points && state.msBeforeNext > 0) {
          const retryAfter = Math.max(1, Math.ceil(state.msBeforeNext / 1000))
          throw new Failure(accountErrors.slowDown, {
            retryAfter,
            detail: `请 ${retryAfter} 秒后再试。`,
          })
        }
      }
    },
    async wrong(loginHash, address) {
      for (const [limiter, key] of keys(loginHash, address)) {
        await limiter.consume(key).catch((rejected: RateLimiterRes | Error) => {
          // Over the limit is an answer, not an error; the next check says so.
          if (rejected instanceof Error) throw rejected
        })
      }
    },
    async right(loginHash, address) {
      await pair.delete(`${loginHash} ${address}`)
    },
  }
}
