import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { hangUpOnSlowWriters } from '@mashang/server/core/http/patience.ts'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ seeded: false })
  await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

/** Sends bytes on a bare line and reads until the server hangs up. */
async function send(...pieces: string[]): Promise<string> {
  const socket = connect((t.app.server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  for (const piece of pieces) socket.write(piece)
  await once(socket, 'close')
  return answer
}

describe('on the bare line', () => {
  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'a length and chunks at once',
      'POST /api/issues HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    [
      'two lengths',
      'POST /api/issues HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n',
      400,
    ],
    ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n', 400],
    ['20 KB of headers', `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s: refused with a problem document', async (_what, bytes, status) => {
    const answer = await send(bytes)
    expect(answer).toContain(`HTTP/1.1 ${status} `)
    expect(answer).toContain('Content-Type: application/problem+json')
    const [, body = ''] = answer.split('\r\n\r\n')
    expect(JSON.parse(body)).toMatchObject({
      status,
      title: expect.stringMatching(/[\u4e00-\u9fff]/),
    })
  })

  it('an endless body in chunks is cut off at the limit', async () => {
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
    const answer = await send(
      'POST /api/issues HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      ...Array.from({ length: 4 }, () => chunk),
    )
    expect(answer).toMatch(/HTTP\/1\.1 413 [\s\S]*request\.too-large/)
  })

  it('who sent nothing may wait longer for an answer than others may for their words', async () => {
    const slow = Fastify()
    hangUpOnSlowWriters(slow)
    slow.post('/long', async () => {
      await pause(9_000)
      return 'done'
    })
    const address = await slow.listen({ port: 0, host: '127.0.0.1' })
    const reply = await fetch(`${address}/long`, { method: 'POST' })
    expect([reply.status, await reply.text()]).toEqual([200, 'done'])
    await slow.close()
  })

  it('patience with slow clients has limits', () => {
    expect(t.app.server.headersTimeout).toBe(8_000)
    expect(t.app.server.requestTimeout).toBe(900_000)
  })
})
