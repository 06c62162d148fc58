import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below where systems take the ports of outgoing lines from, so that none of those gets it meanwhile. */
const FROM = 20_000
const TO = 32_000

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const port = randomInt(FROM, TO)
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return await freePort()
  }
  server.close()
  await once(server, 'close')
  return port
}
