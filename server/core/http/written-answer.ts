import type { ServerResponse } from 'node:http'

/** Where Node keeps the head that it has put together. */
type WithHead = ServerResponse & { _header: unknown }

/**
 * An answer that many get, but for a few lines of its head. Node checks and joins twenty lines for
 * each, a third of what such an answer costs. So Node writes the head once in a second, because its
 * date stands in it, and what Node wrote is taken again, with the body behind it as one string: that
 * leaves in one piece, without anything to be collected. A Node that keeps its head elsewhere writes
 * every answer.
 */
export class WrittenAnswer {
  readonly #lines: readonly string[]
  /** Of which second `before` and `after` are. */
  #second = 0
  #before = ''
  #after = ''
  /** The last one, and what it was made of: within a millisecond many are the same. */
  #whole = ''
  #own = ''
  #body: Buffer | undefined

  /** @param lines names and values in turns, as Node takes them */
  constructor(lines: readonly string[]) {
    this.#lines = lines
  }

  /** @param own the lines of this answer, in the same way: nothing that a visitor wrote */
  send(response: ServerResponse, own: readonly string[], body: Buffer): void {
    const second = Math.floor(Date.now() / 1000)
    let written = ''
    for (let at = 0; at < own.length; at += 2) written += `${own[at]}: ${own[at + 1]}\r\n`
    // One that closes its line says so in its head.
    if (second === this.#second && response.shouldKeepAlive) {
      ;(response as WithHead)._header = this.#with(written, body)
      response.end()
    } else {
      response.writeHead(200, [...this.#lines, ...own])
      if (response.shouldKeepAlive) this.#learn((response as WithHead)._header, written, second)
      response.end(body)
    }
  }

  #with(own: string, body: Buffer): string {
    if (own !== this.#own || body !== this.#body) {
      this.#whole = this.#before + own + this.#after + body.toString('latin1')
      this.#own = own
      this.#body = body
    }
    return this.#whole
  }

  #learn(head: unknown, own: string, second: number): void {
    if (typeof head !== 'string') return
    const at = head.indexOf(own)
    if (at < 0) return
    this.#before = head.slice(0, at)
    this.#after = head.slice(at + own.length)
    this.#second = second
    this.#body = undefined
  }
}
