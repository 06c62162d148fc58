import { isWellFormedCode, normalizeCode } from '@mashang/shared/codes/codes.rules.ts'
import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { dayOf } from '@mashang/shared/sheets/sheets.rules.ts'
import { isPerson, type ScanRequest } from '@mashang/shared/sheets/visits.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { RecentVisits } from './recent-visits.ts'
import { addScans, addScansOfDay, sheetsOfCodes } from './sheets.store.ts'

/** A request for the page of a code, as far as counting looks at it. */
export interface SeenRequest extends Omit<ScanRequest, 'signedIn'> {
  ip: string
  actor: Actor | null
}

/** Codes of people and stations that were met; they need no counting. */
const MOST_STRANGERS = 10_000

interface Counted {
  /** Scans by local day. */
  days: Map<string, number>
  last: EpochMs
}

/**
 * Counts scans of sheets in memory and keeps the sums every few seconds, all in one commit: a crash
 * loses those seconds. Who scanned is nowhere (see RecentVisits).
 */
export class ScanCounter {
  readonly #context: Context
  readonly #visits: RecentVisits
  readonly #strangers = new Set<string>()
  #waiting = new Map<string, Counted>()
  #flushing: Promise<void> = Promise.resolve()

  constructor(context: Context) {
    this.#context = context
    this.#visits = new RecentVisits(context.clock)
  }

  /** Somebody was shown the page of a code that is in use. Never throws, never waits. */
  seen(typed: string, request: SeenRequest): void {
    const { headers, method, actor, ip } = request
    if (!isPerson({ method, headers, signedIn: actor !== null })) return
    const code = normalizeCode(typed)
    if (!isWellFormedCode(code) || this.#strangers.has(code)) return
    if (!this.#visits.isNew({ ip, userAgent: headers['user-agent'] ?? '' }, code)) return
    const now = this.#context.clock.now()
    this.#count(code, dayOf(now), 1, now)
  }

  /** Keeps what was counted. Where that fails nothing is lost: it is kept with the next time. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#flush())
    return this.#flushing
  }

  async #flush(): Promise<void> {
    if (this.#waiting.size === 0) return
    const counted = this.#waiting
    this.#waiting = new Map()
    try {
      await this.#keep(counted)
    } catch (error) {
      for (const [code, { days, last }] of counted)
        for (const [day, scans] of days) this.#count(code, day, scans, last)
      throw error
    }
  }

  async #keep(counted: Map<string, Counted>): Promise<void> {
    const { district } = this.#context
    const sheets = await sheetsOfCodes(this.#context, [...counted.keys()])
    const found = new Map(sheets.map(({ code, id }) => [code, id]))
    const writes = [...counted].flatMap(([code, { days, last }]) => {
      const id = found.get(code)
      if (id === undefined) return []
      const sum = [...days.values()].reduce((a, b) => a + b, 0)
      return [
        addScans({ district, id, scans: sum, at: last }),
        ...[...days].map(([day, scans]) => addScansOfDay({ district, sheetId: id, day, scans })),
      ]
    })
    if (writes.length > 0) await this.#context.db.commit(district, writes)
    for (const code of counted.keys()) if (!found.has(code)) this.#remember(code)
  }

  #count(code: string, day: string, scans: number, at: EpochMs): void {
    const counted = this.#waiting.get(code) ?? { days: new Map(), last: at }
    counted.days.set(day, (counted.days.get(day) ?? 0) + scans)
    counted.last = Math.max(counted.last, at)
    this.#waiting.set(code, counted)
  }

  #remember(stranger: string): void {
    if (this.#strangers.size >= MOST_STRANGERS) this.#strangers.clear()
    this.#strangers.add(stranger)
  }
}
