import type { ServerResponse } from 'node:http'
import { SECOND } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { noticeErrors } from '@mashang/shared/notices/notices.errors.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import { NoticeFeed } from './notices.feed.ts'
import { type NoticeSign, signsAfter } from './notices.store.ts'

/** Keeps proxies and phones from taking a silent line for a dead one. */
const HEARTBEAT = 20 * SECOND
/** Open at once: an account's on its devices (the oldest makes room), all of this process. */
const PER_ACCOUNT = 6
const PER_PROCESS = 2_000
/** A reader that takes nothing is let go; it comes back with what it saw last. */
const MOST_UNSENT = 64 * 1024
/** What is said again to somebody who comes back; who missed more looks for themselves. */
const RESUME = 50
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface Stream {
  accountId: string
  end(): void
}

const eventOf = (sign: NoticeSign): string => {
  const data = JSON.stringify({ id: sign.id, kind: sign.kind, subjectId: sign.subjectId })
  return `id: ${sign.id}\nevent: notice\ndata: ${data}\n\n`
}

const LOOK = 'event: look\ndata: {}\n\n'

/** All server-sent streams of one process. */
export class NoticeStreams {
  readonly #context: Context
  readonly #feed: NoticeFeed
  readonly #open = new Set<Stream>()
  readonly #heartbeat: number
  readonly #most: number
  /** Those that are being opened count too: of many at once none slips through while another waits. */
  #opening = 0
  #closed = false

  /**
   * @param heartbeat milliseconds between two signs of life
   * @param most open at once
   */
  constructor(context: Context, heartbeat = HEARTBEAT, most = PER_PROCESS) {
    this.#context = context
    this.#feed = new NoticeFeed(context)
    this.#heartbeat = heartbeat
    this.#most = most
  }

  /**
   * Answers with a stream: `look` at first and whenever the app should ask for itself, `notice` for
   * each new one. It ends when `stillThere` says that the session is over.
   */
  async answer(
    accountId: string,
    request: FastifyRequest,
    reply: FastifyReply,
    stillThere: () => Promise<boolean>,
  ): Promise<void> {
    if (this.#closed) throw new Failure(coreErrors.draining, { retryAfter: 5 })
    if (this.#open.size + this.#opening >= this.#most)
      throw new Failure(noticeErrors.streamsFull, { retryAfter: 60 })
    this.#opening += 1
    try {
      await this.#answer(accountId, request, reply, stillThere)
    } finally {
      this.#opening -= 1
    }
  }

  async #answer(
    accountId: string,
    request: FastifyRequest,
    reply: FastifyReply,
    stillThere: () => Promise<boolean>,
  ): Promise<void> {
    const { raw } = reply
    const head = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    }
    // Only what a stream is like is asked for: there is nothing to wait for.
    if (request.method === 'HEAD') {
      await reply.headers(head).send()
      return
    }
    const leave = await this.#feed.listen(accountId, (sign) =>
      send(raw, sign === null ? LOOK : eventOf(sign)),
    )
    try {
      const missed = await this.#missed(accountId, request.headers['last-event-id'])
      // Closed while this one was being opened: nobody would ever end it.
      if (this.#closed) throw new Failure(coreErrors.draining, { retryAfter: 5 })
      reply.hijack()
      // Gone already: its `close` is over, and nothing would ever end its stream.
      if (raw.destroyed) return leave()
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        ...head,
      })
      send(raw, `retry: 3000\n\n${LOOK}${missed.map(eventOf).join('')}`)
      this.#keep(accountId, raw, leave, stillThere)
    } catch (error) {
      leave()
      throw error
    }
  }

  #keep(
    accountId: string,
    raw: ServerResponse,
    leave: () => void,
    stillThere: () => Promise<boolean>,
  ): void {
    const stream: Stream = { accountId, end: () => raw.end() }
    const beat = setInterval(() => {
      send(raw, ':\n\n')
      // Where it cannot be asked now, the next beat asks again.
      stillThere().then(
        (there) => there || raw.end(),
        () => undefined,
      )
    }, this.#heartbeat)
    beat.unref()
    raw.once('close', () => {
      clearInterval(beat)
      leave()
      this.#open.delete(stream)
    })
    this.#open.add(stream)
    const own = [...this.#open].filter((each) => each.accountId === accountId)
    for (const oldest of own.slice(0, Math.max(0, own.length - PER_ACCOUNT))) oldest.end()
  }

  async #missed(accountId: string, last: string | string[] | undefined): Promise<NoticeSign[]> {
    if (typeof last !== 'string' || !ID.test(last)) return []
    return await signsAfter(this.#context, last, RESUME, accountId)
  }

  /** Ends all of them, so that the server can close; the apps come back to the next one. */
  close(): void {
    this.#closed = true
    for (const stream of this.#open) stream.end()
  }
}

function send(raw: ServerResponse, words: string): void {
  if (!raw.headersSent || raw.writableEnded || raw.destroyed) return
  if (raw.writableLength > MOST_UNSENT) raw.destroy()
  else raw.write(words)
}
