import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One way of holding a line without ever finishing. */
export interface Slowness {
  name: string
  /** What is sent at once, and what drips afterwards. */
  begin(host: string): string
  drip: string
  /** Reads nothing of what it is sent. */
  deaf?: true
}

const post = (host: string, type: string, length: number): string =>
  `POST /api/issues HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\nIdempotency-Key: slow-slow\r\nContent-Length: ${length}\r\n\r\n`

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
