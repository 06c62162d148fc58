import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What a reverse proxy in front of several processes does, and nothing else. */
export interface RoundRobin {
  url: string
  close(): Promise<void>
}

/**
 * Passes each request on to the next of the servers; one that does not answer is a 502, and whoever
 * asked tries again, as a phone does.
 * @param servers looked at anew for every request
 */
export async function roundRobin(servers: () => readonly string[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let turn = 0
  const pass = (from: IncomingMessage, to: ServerResponse): void => {
    const choice = servers()
    const url = choice[turn++ % Math.max(1, choice.length)]
    const lost = (): void => {
      if (!to.headersSent) to.writeHead(502)
      to.end()
    }
    if (url === undefined) {
      lost()
      return
    }
    const { method = 'GET', headers } = from
    const onward = request(`${url}${from.url}`, { method, headers, agent }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => to.destroy())
      answer.pipe(to)
    })
    onward.on('error', lost)
    to.on('close', () => onward.destroy())
    from.pipe(onward)
  }
  const server = createServer(pass)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      agent.destroy()
      await closed
    },
  }
}
