import { createServer, type Server, Socket } from 'node:net'
import type { Database } from '@mashang/server/core/db/database.ts'
import { migrated } from '@mashang/server/core/db/open.ts'
import { openPostgres } from '@mashang/server/core/db/postgres.ts'
import { coreErrors, type Failure } from '@mashang/shared/core/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyPostgres } from '../support/databases.ts'

/** A line to the database that can fall silent without breaking, as a dead path of the network does. */
async function lineTo(url: string) {
  const { hostname, port } = new URL(url)
  const ends = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = new Socket().connect(Number(port) || 5432, hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const through = new URL(url)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  through.host = `127.0.0.1:${address.port}`
  return {
    url: through.href,
    fallSilent: () => {
      for (const end of ends) end.unpipe().pause()
    },
    close: async () => {
      for (const end of ends) end.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

const fact = (name: string) => ({
  at: Date.parse('2026-11-23T02:00:00Z'),
  type: 'test.said',
  actor: { kind: 'system' as const, id: null },
  subject: { kind: 'test', id: name },
  data: {},
})
const patience = { connect: 1_000, read: 2_000, commit: 1_500, lock: 1_000, idle: 2_000 }

let database: Awaited<ReturnType<typeof emptyPostgres>>
let line: Awaited<ReturnType<typeof lineTo>>
let cut: Database
let well: Database
beforeAll(async () => {
  database = await emptyPostgres()
  line = await lineTo(database.url)
  well = await migrated(openPostgres(database.url, { patience }))
  cut = await migrated(openPostgres(line.url, { patience }))
})
afterAll(async () => {
  await line?.close()
  await cut?.close()
  await well?.close()
  await database?.remove()
})

/** What a commit, or a read, came to. */
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: Failure) => error.kind ?? error,
  )

describe('given a line to PostgreSQL that falls silent', () => {
  it('then its process says that it is busy, and the others go on after the server gave up on it', async () => {
    expect(await outcome(cut.commit('home', [], [fact('before')]))).toBe('done')
    line.fallSilent()
    // The first one hangs within its commit; whoever comes behind it is answered as well.
    const [first, second] = [1, 2].map((n) => outcome(cut.commit('home', [], [fact(`lost ${n}`)])))
    expect(await first).toBe(coreErrors.busy)
    expect(await second).toBe(coreErrors.busy)
    await expect
      .poll(() => outcome(well.commit('home', [], [fact('after')])), { timeout: 15_000 })
      .toBe('done')
  })
})
