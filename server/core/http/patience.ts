import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sendWireProblem } from './problems.ts'

/**
 * Patience with slow clients, in milliseconds. A whole request may take as long as the office's
 * photos or a voter's one on a weak line need; words are a few kilobytes and come at once.
 */
export const REQUEST_TIMEOUT = 180_000
/** Looked at every second, so that a line on which nothing comes is free again after nine. */
export const HEADERS_TIMEOUT = 8_000
export const CHECKED_EVERY = 1_000
const WORDS_TIMEOUT = 8_000
/**
 * How long an answer that is ready waits for somebody who reads none of it; what had begun to move
 * is given the same once more.
 */
const READING_TIMEOUT = 4_500

const tooSlow = (): Error & { code: string } =>
  Object.assign(new Error('a body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

/** Hangs up on whoever drips words. */
export function hangUpOnSlowWriters(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers, raw } = request
    const comes = 'content-length' in headers || 'transfer-encoding' in headers
    // A request that is injected came over no line.
    if (
      comes &&
      raw.socket instanceof Socket &&
      !headers['content-type']?.startsWith('multipart/')
    ) {
      const timer = setTimeout(() => {
        sendWireProblem(tooSlow(), raw.socket)
        raw.socket.destroySoon()
      }, WORDS_TIMEOUT)
      raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
    }
    done(null, payload)
  })
}

/** Node takes the timer back when the answer has left, and asks whether anything moves meanwhile. */
export function hangUpOnWhoReadsNothing(response: ServerResponse): void {
  response.once('prefinish', () => response.setTimeout(READING_TIMEOUT))
}

/** The same for an answer that has already been said, but that the system did not take whole. */
export function hangUpOnWhoStillReads(response: ServerResponse): void {
  // Behind an earlier answer on its line it is ready, but not on its way.
  if (response.socket === null) hangUpOnWhoReadsNothing(response)
  else response.setTimeout(READING_TIMEOUT)
}
