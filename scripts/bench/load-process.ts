/**
 * A load generator in a process of its own. Raw sockets instead of an HTTP client: on two cores
 * every microsecond spent here would be missing where it is measured.
 */
import { connect, type Socket } from 'node:net'
import type { Load, LoadResult } from './load.ts'

process.on('message', (load: Load) => {
  run(load).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.message }),
  )
})

/** Bytes of the n-th request. */
function requestsOf(load: Load): (n: number) => string {
  if (load.kind === 'get') {
    const headers = Object.entries({ host: 'bench', ...load.headers })
    const bytes = `GET ${load.path} HTTP/1.1\r\n${headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`
    return () => bytes
  }
  const tails = load.bodies.map(
    (body) => `\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  const head = `POST ${load.path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nidempotency-key: ${load.prefix}-`
  return (n) => `${head}${n}${tails[n % tails.length]}`
}

/** Sends one request at a time over one connection and says when its answer is complete. */
class Connection {
  readonly #socket: Socket
  #missing = -1
  #done: (status: number) => void = () => undefined
  #status = 0

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#take(chunk))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(new Connection(socket)))
      socket.once('error', reject)
    })
  }

  send(bytes: string, done: (status: number) => void): void {
    this.#missing = -1
    this.#done = done
    this.#socket.write(bytes)
  }

  #take(chunk: Buffer): void {
    if (this.#missing < 0) {
      // The servers measured here send a response's head in one piece, with its length.
      const end = chunk.indexOf('\r\n\r\n')
      const head = chunk.toString('latin1', 0, end)
      this.#status = Number(head.slice(9, 12))
      const length = /content-length: (\d+)/i.exec(head)?.[1]
      if (end < 0 || length === undefined) throw new Error(`An answer without length: ${head}`)
      this.#missing = Number(length) - (chunk.length - end - 4)
    } else this.#missing -= chunk.length
    if (this.#missing <= 0) this.#done(this.#status)
  }

  close(): void {
    this.#socket.destroy()
  }
}

async function run(load: Load): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => Connection.open(load.port)),
  )
  const request = requestsOf(load)
  const times: number[] = []
  let refused = 0
  let sent = 0
  const began = performance.now()
  const ends = began + load.seconds * 1000
  const record = (since: number, status: number): void => {
    times.push(performance.now() - since)
    if (status !== load.expect) refused++
  }
  await new Promise<void>((resolve) => {
    let under = 0
    if (load.rate === undefined) {
      const again = (connection: Connection): void => {
        const since = performance.now()
        if (since >= ends) {
          if (--under === 0) resolve()
          return
        }
        connection.send(request(sent++), (status) => {
          record(since, status)
          again(connection)
        })
      }
      under = connections.length
      for (const connection of connections) again(connection)
      return
    }
    // A fixed rate: a filing's time runs from the moment when it was due to be sent, so that a
    // pause of the server is felt by everyone who would have come in it.
    const free = [...connections]
    const { rate } = load
    const tick = (): void => {
      const now = performance.now()
      const due = (at: number): number => began + (at * 1000) / rate
      while (free.length > 0 && due(sent) <= now && due(sent) < ends) {
        const since = due(sent)
        const connection = free.pop() as Connection
        under++
        connection.send(request(sent++), (status) => {
          record(since, status)
          free.push(connection)
          under--
        })
      }
      if (due(sent) < ends || under > 0) setTimeout(tick, 1)
      else resolve()
    }
    tick()
  })
  const seconds = (performance.now() - began) / 1000
  for (const connection of connections) connection.close()
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0
  return { perSecond: times.length / seconds, seconds, p50: at(0.5), p99: at(0.99), refused }
}
