import { createHash } from 'node:crypto'
import type { Context } from '../core/context.ts'
import { compressed, type Encoding } from '../core/http/compression.ts'

/**
 * How long a page may be served at most, in milliseconds. It is made anew at once when this process
 * commits anything that it shows, and half a second after another process does (`Database.news`);
 * the limit is for the server's time in its data, which old browsers fall back on (see
 * `Server-Timing` in page-sender.ts).
 */
const LIFE = 5_000
/** Pages kept; a district has a few thousand codes, and few of them are scanned at once. */
const MOST = 500

const TOUCHED = ['representatives', 'stations', 'districts']
const CHANGED = ['issues', 'codes', 'sheets']

/** A page as it is sent. */
export interface Landing {
  /** Its bytes. */
  body: Buffer
  /** Weak: the same for pages of one minute, of whichever process, that say the same. */
  tag: string
}

interface Kept {
  revision: number
  until: number
  page: Landing | Promise<Landing>
}

/** The server's time in the page's data: up to the minute, and what comes after that. */
const MOMENT = /("serverTime":"[^"]{16})[^"]*"/

async function sealed(page: string, encoding: Encoding): Promise<Landing> {
  const said = createHash('sha256').update(page.replace(MOMENT, '$1"')).digest('base64url')
  return {
    body: await compressed(page, encoding),
    tag: `W/"${said.slice(0, 22)}-${encoding}"`,
  }
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
   * The page, made once for all who ask meanwhile; what fails is not kept.
   * @param address what makes it another page: the code as it was typed, and the large print
   */
  page(
    address: string,
    encoding: Encoding,
    make: () => Promise<string>,
  ): Landing | Promise<Landing> {
    const news = this.#context.db.news(this.#context.district)
    return news === undefined
      ? this.#page(address, encoding, make)
      : news.then(() => this.#page(address, encoding, make))
  }

  /** The page where it is there and nothing has to be waited for. */
  ready(address: string, encoding: Encoding): Landing | undefined {
    if (this.#context.db.news(this.#context.district) !== undefined) return undefined
    const page = this.#good(`${encoding} ${address}`, this.#revision(), performance.now())?.page
    return page instanceof Promise ? undefined : page
  }

  /**
   * What was filed since changes no landing page, nor does a new code or sheet (a batch makes
   * thousands); what was answered, revoked or hung does.
   */
  #revision(): number {
    return this.#context.db.revisions.of(TOUCHED, CHANGED)
  }

  #good(key: string, revision: number, now: number): Kept | undefined {
    const kept = this.#kept.get(key)
    return kept !== undefined && kept.revision === revision && kept.until > now ? kept : undefined
  }

  #page(
    address: string,
    encoding: Encoding,
    make: () => Promise<string>,
  ): Landing | Promise<Landing> {
    const revision = this.#revision()
    const now = performance.now()
    const key = `${encoding} ${address}`
    const kept = this.#good(key, revision, now)
    if (kept !== undefined) return kept.page
    const page = make().then((document) => sealed(document, encoding))
    if (this.#kept.size >= MOST) this.#kept.clear()
    const entry: Kept = { revision, until: now + LIFE, page }
    this.#kept.set(key, entry)
    page.then(
      (done) => {
        entry.page = done
      },
      () => {
        if (this.#kept.get(key) === entry) this.#kept.delete(key)
      },
    )
    return page
  }
}
