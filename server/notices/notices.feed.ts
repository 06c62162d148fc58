import { SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { idFloor } from '../core/ids.ts'
import { type NoticeSign, signsAfter } from './notices.store.ts'

const EVERY = SECOND
/**
 * A key is made before its commit, which may wait for others; so a little of what was read is read
 * again. Another machine's clock may be behind by as much; what comes later than that is found when
 * the app asks by itself.
 */
const OVERLAP = 15 * SECOND
/** Above this the listeners are told to look for themselves. */
const MOST = 1_000

/** Null: too much at once, look for yourself. */
type Listener = (sign: NoticeSign | null) => void

/**
 * New notices of the district, whichever process wrote them, for the streams of this one. It reads
 * the table once a second, and only while somebody listens.
 */
export class NoticeFeed {
  readonly #context: Context
  readonly #listeners = new Map<string, Set<Listener>>()
  #seen = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #reading: Promise<void> | undefined
  #primed = false

  constructor(context: Context) {
    this.#context = context
  }

  /** Resolves when nothing can be missed any more that is not there yet; gives what ends it. */
  async listen(accountId: string, listener: Listener): Promise<() => void> {
    const known = this.#listeners.get(accountId) ?? new Set()
    known.add(listener)
    this.#listeners.set(accountId, known)
    this.#timer ??= this.#start()
    const leave = (): void => {
      known.delete(listener)
      if (known.size === 0) this.#listeners.delete(accountId)
      if (this.#listeners.size === 0) this.#stop()
    }
    try {
      if (!this.#primed) await this.poll()
    } catch (error) {
      leave()
      throw error
    }
    return leave
  }

  #start(): NodeJS.Timeout {
    // What cannot be read now is read at the next turn; requests tell of the trouble.
    const timer = setInterval(() => void this.poll().catch(() => undefined), EVERY)
    timer.unref()
    return timer
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#primed = false
    this.#seen = new Set()
  }

  /** Reads what is new; one reading at a time. */
  poll(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #read(): Promise<void> {
    const found = await signsAfter(this.#context, idFloor(Date.now() - OVERLAP), MOST)
    const fresh = found.filter((sign) => !this.#seen.has(sign.id))
    const first = !this.#primed
    this.#seen = new Set(found.map((sign) => sign.id))
    this.#primed = true
    if (first) return
    if (found.length === MOST) {
      for (const listeners of this.#listeners.values()) for (const tell of listeners) tell(null)
      return
    }
    for (const sign of fresh)
      for (const tell of this.#listeners.get(sign.recipientId) ?? []) tell(sign)
  }
}
