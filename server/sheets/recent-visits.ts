import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { type Clock, type EpochMs, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import type { FastifyRequest } from 'fastify'

/** How long the same phone at the same code counts as the same visit. [default] */
export const SAME_VISIT = 10 * MINUTE
/** A salt makes new marks for this long, then lives on for one visit: never longer than an hour. */
const SALT_LIFE = HOUR - SAME_VISIT
/** Marks kept; the oldest go first. About 100 bytes each. */
const MOST = 50_000

interface Visit {
  at: EpochMs
  /** The row that came of it, where there is one. */
  id: string
}

/** What of a request tells phones apart. */
export interface Visitor {
  ip: string
  userAgent: string
}

export const visitorOf = (request: FastifyRequest): Visitor => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
})

/**
 * Who was here a moment ago, without knowing who: keyed hashes over address, browser and code, under
 * a salt that is in this memory only and thrown away within the hour. Nothing of it is ever stored.
 */
export class RecentVisits {
  readonly #clock: Clock
  readonly #most: number
  readonly #seen = new Map<string, Visit>()
  #salt = newSalt()
  #saltUntil: EpochMs
  #before: { salt: KeyObject; until: EpochMs } | null = null

  constructor(clock: Clock, most: number = MOST) {
    this.#clock = clock
    this.#most = most
    this.#saltUntil = clock.now() + SALT_LIFE
  }

  /** How many marks are kept at this moment. */
  get size(): number {
    return this.#seen.size
  }

  /** Whether this is the first time in ten minutes; from now on it is not. */
  isNew(visitor: Visitor, code: string): boolean {
    return this.earlier(visitor, code, '') === null
  }

  /** The id that was given for the same visit before; null where this is the first, with this id. */
  earlier(visitor: Visitor, code: string, id: string): string | null {
    const now = this.#clock.now()
    this.#turn(now)
    const words = wordsOf(visitor, code)
    const mark = markOf(this.#salt, words)
    const known =
      this.#knows(mark, now) ??
      (this.#before === null ? null : this.#knows(markOf(this.#before.salt, words), now))
    if (known !== null) return known
    if (this.#seen.size >= this.#most) this.#makeRoom(now)
    this.#seen.set(mark, { at: now, id })
    return null
  }

  /** What came of this visit could not be kept: the next one is the first again. */
  forget(visitor: Visitor, code: string): void {
    this.#seen.delete(markOf(this.#salt, wordsOf(visitor, code)))
  }

  #knows(mark: string, now: EpochMs): string | null {
    const visit = this.#seen.get(mark)
    if (visit === undefined) return null
    if (now - visit.at < SAME_VISIT) return visit.id
    // Deleted, so that setting it anew puts it at the end: the map stays in order of time.
    this.#seen.delete(mark)
    return null
  }

  #turn(now: EpochMs): void {
    if (this.#before !== null && this.#before.until <= now) this.#before = null
    if (now < this.#saltUntil) return
    // Marks of a salt that ended long ago say nothing any more.
    const until = this.#saltUntil + SAME_VISIT
    this.#before = until > now ? { salt: this.#salt, until } : null
    this.#salt = newSalt()
    this.#saltUntil = now + SALT_LIFE
    this.#dropOld(now)
  }

  #makeRoom(now: EpochMs): void {
    this.#dropOld(now)
    for (const mark of this.#seen.keys()) {
      if (this.#seen.size < this.#most) return
      this.#seen.delete(mark)
    }
  }

  #dropOld(now: EpochMs): void {
    for (const [mark, { at }] of this.#seen) {
      if (now - at < SAME_VISIT) return
      this.#seen.delete(mark)
    }
  }
}

const wordsOf = ({ ip, userAgent }: Visitor, code: string): string =>
  JSON.stringify([ip, userAgent, code])

const newSalt = (): KeyObject => createSecretKey(randomBytes(32))

const markOf = (salt: KeyObject, words: string): string =>
  createHmac('sha256', salt).update(words).digest('base64')
