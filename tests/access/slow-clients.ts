import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { multipart } from '../photos/upload.ts'

/** One way of holding a line without ever finishing. */
export interface Slowness {
  name: string
  /** What is sent at once, and what drips afterwards. */
  begin(host: string): string
  drip: string
  /** Reads nothing of what it is sent. */
  deaf?: true
}

const post = (host: string, type: string, length: number, path = '/api/issues'): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\nIdempotency-Key: slow-slow\r\nContent-Length: ${length}\r\n\r\n`
const file = (host: string, path: string): string =>
  `${post(host, 'multipart/form-data; boundary=slow', 50_000, path)}--slow\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n`

export const slownesses: readonly Slowness[] = [
  { name: 'says nothing', begin: () => '', drip: '' },
  {
    name: 'drips its headers',
    begin: (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\n`,
    drip: 'X-A: b\r\n',
  },
  { name: 'stops in its headers', begin: () => 'GET /r', drip: '' },
  {
    name: 'drips its body',
    begin: (host) => `${post(host, 'application/json', 50_000)}{"title":"`,
    drip: 'a',
  },
  {
    name: 'stops in its body',
    begin: (host) => `${post(host, 'application/json', 50_000)}{`,
    drip: '',
  },
  { name: 'drips a photo', begin: (host) => file(host, '/api/photos'), drip: 'a' },
  { name: 'stops in a photo', begin: (host) => file(host, '/api/photos'), drip: '' },
  {
    name: 'drips a photo once its beginning went fast',
    begin: (host) => `${file(host, '/api/photos')}${'a'.repeat(7_000)}`,
    drip: 'a',
  },
  {
    name: 'drips a file that was refused',
    begin: (host) => file(host, '/api/rosters'),
    drip: 'a',
  },
  {
    name: 'drips words that were refused',
    begin: (host) => `${post(host, 'application/json', 50_000, '/api/accounts')}{"login":"`,
    drip: 'a',
  },
  {
    name: 'asks for much and reads nothing',
    begin: (host) => `GET /api/openapi.json HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(40),
    drip: '',
    deaf: true,
  },
]

export interface SlowClient {
  slowness: Slowness
  /** As the server sees it. */
  port: number
  end(): void
}

/** Connects, and stays slow until the server hangs up. */
export async function slowClient(port: number, slowness: Slowness): Promise<SlowClient> {
  const socket: Socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => socket.destroy())
  if (slowness.deaf) socket.pause()
  else socket.resume()
  socket.write(slowness.begin(`127.0.0.1:${port}`))
  const dripping = setInterval(() => {
    if (slowness.drip !== '' && socket.writable) socket.write(slowness.drip)
  }, 500)
  socket.once('close', () => clearInterval(dripping))
  return { slowness, port: socket.localPort ?? 0, end: () => socket.destroy() }
}

/** Sends one photo, so many bytes a second. */
export async function weakPhone(
  port: number,
  photo: Buffer,
  rate: number,
): Promise<{ answer: string; took: number }> {
  const began = performance.now()
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (bytes) => {
    answer += bytes
  })
  const closed = once(socket, 'close')
  const { headers, payload } = multipart(photo)
  socket.write(
    `POST /api/photos HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${payload.length}\r\n\r\n`,
  )
  for (let at = 0; at < payload.length && socket.writable; at += rate) {
    await pause(1_000)
    socket.write(payload.subarray(at, at + rate))
  }
  await closed
  return { answer, took: performance.now() - began }
}
