import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { Limits } from '@mashang/shared/districts/limits.words.ts'
import { bareWords, DISTRICT_CAUSES, floodCause } from '@mashang/shared/issues/flood.rules.ts'
import type { FloodCause } from '@mashang/shared/issues/flood.words.ts'
import { guessDanger } from '@mashang/shared/issues/guess.rules.ts'
import type { Context } from '../core/context.ts'
import type { Brake } from '../core/limits/limiter.ts'
import { brakeOf } from '../core/limits/open.ts'
import { limitsOf } from '../districts/districts.store.ts'
import { arrivalsOf } from './arrivals.store.ts'

interface Told {
  title: string
  text: string
  representativeId: string
}

/** What is found of a filing; `done` is called when its commit has ended. */
export interface Look {
  cause: FloodCause | null
  wordsKey: string | null
  /** @param kept whether it is stored: what was refused or had come before counts for nobody */
  done(kept: boolean): void
}

/** Filings that were looked at and are not in the database yet, by what they are counted for. */
class UnderWay {
  readonly #counts = new Map<string, number>()
  count = (key: string): number => this.#counts.get(key) ?? 0
  add(keys: readonly string[], by: 1 | -1): void {
    for (const key of keys) {
      const next = this.count(key) + by
      if (next === 0) this.#counts.delete(key)
      else this.#counts.set(key, next)
    }
  }
}

/** Key of the words of a filing, by which repeated ones are counted; it tells nothing of them. */
export const wordsKeyOf = (context: Context, filing: Pick<Told, 'title' | 'text'>): string =>
  context.secrets.hash('flood-words', bareWords(filing))

/**
 * Looks whether a filing comes in a flood. What came is counted in the database, so that all
 * processes see the same; what this one is about to commit is added, so that many at once are no way
 * around. Several processes may let through as many more as they commit at the same moment.
 */
export class FloodWatch {
  readonly #context: Context
  readonly #underWay = new UnderWay()
  readonly #addresses = new Map<string, Brake>()

  constructor(context: Context) {
    this.#context = context
  }

  /** @param from the network place it comes from; null: voters cannot be told from each other */
  async look(filing: Told, from: string | null): Promise<Look> {
    const context = this.#context
    const { representativeId } = filing
    const wordsKey = wordsKeyOf(context, filing)
    let keys = ['all', `to ${representativeId}`, `words ${wordsKey}`]
    const [inDistrict = 0, toOne = 0, alike = 0] = keys.map((key) => this.#underWay.count(key))
    this.#underWay.add(keys, 1)
    let counted: Brake | null = null
    const done = (kept: boolean): void => {
      this.#underWay.add(keys, -1)
      if (!kept && from !== null) void counted?.giveBack(from)
    }
    try {
      const limits = await limitsOf(context)
      const came = await arrivalsOf(
        context,
        {
          representativeId,
          wordsKey,
          now: context.clock.now(),
          span: limits.floodMinutes * MINUTE,
          underWay: { toOne, inDistrict, alike },
        },
        {
          toOne: limits.floodRepresentative,
          inDistrict: limits.floodDistrict,
          alike: limits.floodWords,
        },
      )
      counted = from === null ? null : this.#addressesOf(limits)
      const arrivals = {
        ...came,
        addressOver: from !== null && counted !== null && (await counted.count(from)) > 0,
      }
      const dangerous = (): boolean => guessDanger(`${filing.title}\n${filing.text}`) !== null
      const cause = floodCause(arrivals, limits, dangerous)
      if (cause !== null && !DISTRICT_CAUSES.includes(cause)) {
        // It does not count for the district, so that a flood to one keeps nothing from the others.
        keys = keys.filter((key) => key !== 'all')
        this.#underWay.add(['all'], -1)
      }
      return { cause, wordsKey, done }
    } catch (error) {
      done(false)
      throw error
    }
  }

  /**
   * Counts by address, as the limits do that brake a flood; made anew where the district chose
   * otherwise. Null: addresses are not counted.
   */
  #addressesOf({ floodAddress, floodMinutes }: Limits): Brake | null {
    if (floodAddress === 0) return null
    const key = `${floodAddress} ${floodMinutes}`
    let limiter = this.#addresses.get(key)
    if (limiter === undefined) {
      limiter = brakeOf(this.#context)({
        name: `flood ${key}`,
        points: floodAddress,
        duration: floodMinutes * MINUTE,
      })
      this.#addresses.clear()
      this.#addresses.set(key, limiter)
    }
    return limiter
  }
}
