import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { placeOf } from '../core/http/limits.ts'
import {
  type Limit,
  type Limiter,
  type MakeLimiter,
  memoryLimiter,
} from '../core/limits/limiter.ts'

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

/** [default] Guesses at one account from everywhere. Short: nobody keeps the owner out for long. */
const FROM_EVERYWHERE: Limit = { name: 'account', points: 60, duration: 10 * MINUTE }
/** [default] Six digits are soon guessed by whoever has the password and many addresses. */
const CODES_FROM_EVERYWHERE: Limit = { name: 'account-code', points: 20, duration: HOUR }

/** @param make where it is counted: by one process, or by all that share a database */
export const codeLimits = (enabled: boolean, make: MakeLimiter = memoryLimiter): Guesses =>
  limitsWith(enabled, CODES_FROM_EVERYWHERE, make)
export const guessLimits = (enabled: boolean, make: MakeLimiter = memoryLimiter): Guesses =>
  limitsWith(enabled, FROM_EVERYWHERE, make)

function limitsWith(enabled: boolean, everywhere: Limit, make: MakeLimiter): Guesses {
  if (!enabled) return { count: async () => undefined, right: async () => undefined }
  const named = (what: string): string => `${everywhere.name}-${what}`
  const pair = make({ name: named('pair'), points: 5, duration: 15 * MINUTE, block: MINUTE })
  const account = make(everywhere)
  const place = make({ name: named('place'), points: 300, duration: 15 * MINUTE })
  const count = async (limiter: Limiter, key: string): Promise<void> => {
    const wait = await limiter.count(key)
    if (wait === 0) return
    const retryAfter = Math.ceil(wait / SECOND)
    throw new Failure(accountErrors.slowDown, { retryAfter, detail: `请 ${retryAfter} 秒后再试。` })
  }
  return {
    async count(loginHash, address) {
      const from = placeOf(address)
      await count(pair, `${loginHash} ${from}`)
      await count(account, loginHash)
      await count(place, from)
    },
    async right(loginHash, address) {
      const from = placeOf(address)
      await pair.forget(`${loginHash} ${from}`)
      await account.giveBack(loginHash)
      await place.giveBack(from)
    },
  }
}
