import type { Context } from '../core/context.ts'
import { compressed, type Encoding } from './compression.ts'

/**
 * How long a page may be served at most, in milliseconds. It is made anew at once when this process
 * commits anything that it shows; the limit is for changes by another process, and for the server's
 * time in its data, which old browsers fall back on (see `Server-Timing` in page-sender.ts).
 */
const LIFE = 5_000
/** Pages kept; a district has a few thousand codes, and few of them are scanned at once. */
const MOST = 500

interface Kept {
  revision: number
  until: number
  body: string | Promise<string>
}

/**
 * Landing pages, rendered and compressed. They are the same for everyone who scans a code: nothing
 * in them belongs to a session.
 */
export class LandingCache {
  readonly #context: Context
  readonly #kept = new Map<string, Kept>()

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * The page's bytes, as a latin1 string: Node sends a short string together with the head in one
   * call and without a copy, which is twice as fast as a buffer. Made once for all who ask
   * meanwhile; what fails is not kept.
   * @param address what makes it another page: the code as it was typed, and the large print
   */
  body(address: string, encoding: Encoding, make: () => Promise<string>): string | Promise<string> {
    // What was filed since changes no landing page, nor does a new code or sheet (a batch makes
    // thousands); what was answered, revoked or hung does.
    const revision = this.#context.db.revisions.of(
      ['representatives', 'stations', 'districts'],
      ['issues', 'codes', 'sheets'],
    )
    const now = performance.now()
    const key = `${encoding} ${address}`
    const kept = this.#kept.get(key)
    if (kept !== undefined && kept.revision === revision && kept.until > now) return kept.body
    const body = make().then(async (page) => (await compressed(page, encoding)).toString('latin1'))
    if (this.#kept.size >= MOST) this.#kept.clear()
    const entry: Kept = { revision, until: now + LIFE, body }
    this.#kept.set(key, entry)
    body.then(
      (done) => {
        entry.body = done
      },
      () => {
        if (this.#kept.get(key) === entry) this.#kept.delete(key)
      },
    )
    return body
  }
}
