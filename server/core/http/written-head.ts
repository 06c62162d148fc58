import type { ServerResponse } from 'node:http'

/** Where Node keeps the head that it has put together. */
type WithHead = ServerResponse & { _header: unknown }

/**
 * The head of an answer that many get, but for a few lines. Node checks and joins twenty lines for
 * each, a third of what such an answer costs. So Node writes it once in a second, because its date
 * stands in it, and what Node wrote is taken again; a Node that keeps it elsewhere writes it each time.
 */
export class WrittenHead {
  readonly #lines: readonly string[]
  /** Of which second `before` and `after` are. */
  #second = 0
  #before = ''
  #after = ''
  /** The last one, and its own lines: within a millisecond many are the same. */
  #own = ''
  #whole = ''

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
      if (written !== this.#own) {
        this.#own = written
        this.#whole = this.#before + written + this.#after
      }
      ;(response as WithHead)._header = this.#whole
    } else {
      response.writeHead(200, [...this.#lines, ...own])
      if (response.shouldKeepAlive) this.#learn((response as WithHead)._header, written, second)
    }
    response.end(body)
  }

  #learn(head: unknown, written: string, second: number): void {
    if (typeof head !== 'string') return
    const at = head.indexOf(written)
    if (at < 0) return
    this.#before = head.slice(0, at)
    this.#after = head.slice(at + written.length)
    this.#second = second
    this.#own = ''
  }
}
