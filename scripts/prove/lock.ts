import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { seededFolder } from '../support/data-folder.ts'
import { startOn } from '../support/server-process.ts'
import { faultsAtRest } from './at-rest.ts'
import { replayFaults, send, type Try } from './phone.ts'
import { type Proof, share } from './proof.ts'

const PHONES = 10
/** The two that tell taking in from sending away come first. */
const SECONDS = [1, 10, 4]
/** Milliseconds that nobody may wait for an answer: two turns of the patience for one commit. */
const LONGEST = 12_000

export const lock: Proof = {
  id: 'lock',
  promise:
    'While another process holds the database, a filing is taken in or told to come again (503, Retry-After)',
  limits: 'SQLite’s lock for writing, held by one other process; PostgreSQL has no such lock.',
  async run(terms) {
    const data = await seededFolder(terms.folder)
    const server = await startOn(data.path)
    const broken: string[] = []
    const tries: Try[] = []
    const counts = { taken: 0, told: 0 }
    let longest = 0
    const held = SECONDS.slice(0, share(SECONDS.length, terms))
    const other = new Sqlite(join(data.path, 'mashang.sqlite'))
    for (const seconds of held) {
      other.exec('begin immediate')
      const released = pause(seconds * 1_000).then(() => other.exec('commit'))
      const phone = async (wait: number): Promise<void> => {
        await pause(wait)
        const one: Try = { key: crypto.randomUUID(), photos: [], answer: null }
        tries.push(one)
        const began = performance.now()
        const reply = await send(server, data, one)
        const text = await reply.text()
        longest = Math.max(longest, performance.now() - began)
        if (reply.status === 201) {
          counts.taken += 1
          one.answer = text
        } else if (reply.status === 503 && Number(reply.headers.get('retry-after')) > 0)
          counts.told += 1
        else broken.push(`held for ${seconds} s: ${reply.status} ${text}`)
      }
      const reader = async (): Promise<void> => {
        const page = await fetch(`${server.url}/q/${data.seed.stationCode}`)
        if (page.status !== 200) broken.push(`held for ${seconds} s: a page was ${page.status}`)
      }
      const phones = Array.from({ length: PHONES }, (_, n) => phone((n * seconds * 900) / PHONES))
      await Promise.all([...phones, reader(), released])
    }
    other.close()
    if (longest > LONGEST) broken.push(`somebody waited ${Math.round(longest)} ms`)
    broken.push(...(await replayFaults(server, data, tries)))
    await server.end()
    broken.push(...(await faultsAtRest(data.path)))
    return {
      figure: `held for ${held.join(', ')} s: of ${tries.length} filings ${counts.taken} taken in, ${counts.told} told to come again, none anything else; longest wait ${(longest / 1_000).toFixed(1)} s`,
      broken,
    }
  },
}
