import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sendWireProblem } from './problems.ts'

/**
 * Patience with slow clients, in milliseconds. A file may take as long as a phone on 20 kbit/s needs
 * for the largest photo that a page makes, as long as it goes on; words are a few kilobytes and come
 * at once.
 */
export const REQUEST_TIMEOUT = 900_000
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

/** Of a file so many bytes have to come in so many seconds, which is less than 10 kbit/s. */
const LEAST = { bytes: 8 * 1024, seconds: 9 }

/**
 * Calls once the last seconds brought too few bytes. Time in which it is the server that does not
 * read is nobody's fault: what came is still being looked at.
 */
function watchProgress(raw: IncomingMessage, tooFew: () => void): NodeJS.Timeout {
  const { socket } = raw
  const seen = [socket.bytesRead]
  return setInterval(() => {
    if (raw.isPaused() || raw.readableLength > 0) {
      seen.length = 0
    } else if (seen.length === LEAST.seconds) {
      const [before = 0] = seen.splice(0, 1)
      if (socket.bytesRead - before < LEAST.bytes) tooFew()
    }
    seen.push(socket.bytesRead)
  }, 1_000)
}

/** Hangs up on whoever drips words or files, also where they were refused before they came. */
export function hangUpOnSlowWriters(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    const { 'content-length': length = '0', 'transfer-encoding': pieces } = headers
    const comes = length !== '0' || pieces !== undefined
    // A request that is injected came over no line.
    if (comes && raw.socket instanceof Socket) {
      const { socket } = raw
      const hangUp = (): void => {
        sendWireProblem(tooSlow(), socket)
        socket.destroySoon()
      }
      const timer = headers['content-type']?.startsWith('multipart/')
        ? watchProgress(raw, hangUp)
        : setTimeout(hangUp, WORDS_TIMEOUT)
      raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
    }
    done()
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
