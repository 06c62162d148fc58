import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { called } from './stream-calls.ts'

/** Answers, and resets the line as soon as somebody goes. */
const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => undefined)
  socket.once('data', () => {
    socket.write(
      'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: look\ndata: {}\n\n',
    )
  })
  socket.once('end', () => socket.resetAndDestroy())
})
beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
afterAll(() => new Promise<void>((closed) => server.close(() => closed())))

describe('a call for a stream', () => {
  it.each(['ends', 'vanishes', 'resets'] as const)(
    'that %s is no fault where the answer was right, also when the other end resets the line',
    async (leaving) => {
      const { port } = server.address() as AddressInfo
      const bytes = Buffer.from('GET / HTTP/1.1\r\n\r\n')
      expect(await called(port, { bytes, leaving })).toEqual({ status: 200, fault: null })
    },
  )
})
