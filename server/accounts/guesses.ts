import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { placeOf } from '../core/http/limits.ts'

/**
 * Wrong guesses slow down whoever makes them. Five for one account from one address; many for one
 * account from everywhere; very many from one address, because a whole office or village may share
 * one. Nobody else at that address is locked out by one person's mistakes. [default]
 */
export interface Guesses {
  /**
   * Counts a guess before it is looked at, so that many at once are no way around the limit.
   * Throws (429, Retry-After) while this login must wait at this address.
   */
  count(loginHash: string, address: string): Promise<void>
  /** The guess was right: it is taken off again, and earlier wrong ones are forgotten. */
  right(loginHash: string, address: string): Promise<void>
}

/** [default] Guesses at one account from everywhere: how many, in how many seconds. */
const FROM_EVERYWHERE = { points: 60, duration: 10 * 60 }
/** [default] Six digits are soon guessed by whoever has the password and many addresses. */
const CODES_FROM_EVERYWHERE = { points: 20, duration: 60 * 60 }

export const codeLimits = (enabled: boolean): Guesses => limitsWith(enabled, CODES_FROM_EVERYWHERE)
export const guessLimits = (enabled: boolean): Guesses => limitsWith(enabled, FROM_EVERYWHERE)

function limitsWith(enabled: boolean, everywhere: typeof FROM_EVERYWHERE): Guesses {
  if (!enabled) return { count: async () => undefined, right: async () => undefined }
  const pair = new RateLimiterMemory({
    keyPrefix: 'pair',
    points: 5,
    duration: 15 * 60,
    blockDuration: 60,
  })
  // Generous and short: whoever guesses from many places must not keep the owner out for long.
  const account = new RateLimiterMemory({ keyPrefix: 'account', ...everywhere })
  const place = new RateLimiterMemory({ keyPrefix: 'place', points: 300, duration: 15 * 60 })
  const consume = (limiter: RateLimiterMemory, key: string): Promise<unknown> =>
    limiter.consume(key).catch((rejected: RateLimiterRes | Error) => {
      if (rejected instanceof Error) throw rejected
      const retryAfter = Math.max(1, Math.ceil(rejected.msBeforeNext / 1000))
      throw new Failure(accountErrors.slowDown, {
        retryAfter,
        detail: `请 ${retryAfter} 秒后再试。`,
      })
    })
  return {
    async count(loginHash, address) {
      const from = placeOf(address)
      await consume(pair, `${loginHash} ${from}`)
      await consume(account, loginHash)
      await consume(place, from)
    },
    async right(loginHash, address) {
      const from = placeOf(address)
      await pair.delete(`${loginHash} ${from}`)
      await account.reward(loginHash)
      await place.reward(from)
    },
  }
}
