import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { fileAt } from '../support/data-folder.ts'
import { type PgDatabase, pgCluster, pgDatabase } from '../support/pg-database.ts'
import { roundRobin } from '../support/round-robin.ts'
import { agreement, lastingSession } from './processes/agreement.ts'
import { escalationFaults, plantOverdue } from './processes/clocks.ts'
import { type Fleet, startFleet } from './processes/fleet.ts'
import { type Answers, fileWithoutEnd } from './processes/load.ts'
import { type Evidence, type Proof, share, type Terms } from './proof.ts'
import { between, randomFrom } from './random.ts'

/** Clocks that come due before each kill. */
const DUE = 20

export interface Chaos {
  processes: number
  /** That file at once. */
  phones: number
  kills: number
  /** How often all of them lose the database. */
  cuts: number
}

/** No filing is lost, doubled or answered differently, whichever process is asked. */
async function filingFaults({ db, seed, urls }: Fleet, answers: Answers): Promise<string[]> {
  const broken: string[] = []
  for (const [n, [key, answer]] of [...answers].entries()) {
    const url = urls()[n % urls().length] ?? ''
    const again = await (await fileAt({ url }, { seed }, key)).text()
    if (again !== answer) broken.push(`${key}: answered ${again} after ${answer}`)
  }
  const [found] = await db.rows(
    `select (select count(*) from issues) issues, (select max(number) from issues) last,
       (select count(*) from deadlines where clock = 'response' and id not like 'clock-%') clocks,
       (select count(*) from ledger where type = 'issue.filed') facts`,
  )
  // Whoever looked at the events filed one more, before and after the kills.
  for (const [what, count] of Object.entries(found ?? {}))
    if (Number(count) !== answers.size + 2)
      broken.push(`${what}: ${count} after ${answers.size + 1} filings`)
  return broken
}

async function ledgerFaults(db: PgDatabase, folder: string): Promise<string[]> {
  const database = await openToRead(db.url, folder)
  try {
    const ledgers = await verifyLedgers(database)
    return [...ledgers].flatMap(([district, found]) =>
      found.whole ? [] : [`the ledger of ${district} is broken: ${JSON.stringify(found)}`],
    )
  } finally {
    await database.close()
  }
}

export async function underChaos(
  db: PgDatabase,
  { processes, phones, kills, cuts }: Chaos,
  { seed, folder, say }: Pick<Terms, 'seed' | 'folder' | 'say'>,
): Promise<Evidence> {
  const random = randomFrom(seed)
  const fleet = await startFleet(db, folder, processes)
  const proxy = await roundRobin(fleet.urls)
  try {
    const before = await agreement(fleet, 0)
    const session = await lastingSession(fleet)
    const load = fileWithoutEnd(proxy.url, fleet.seed, phones)
    let cut = 0
    for (let kill = 1; kill <= kills; kill++) {
      await plantOverdue(fleet, kill, DUE)
      await pause(between(random, 50, 400))
      await fleet.replace(between(random, 0, processes - 1))
      if (Math.floor((kill * cuts) / kills) > cut) {
        cut += 1
        await db.cutOff()
      }
      if (kill % 10 === 0) say(`${kill} kills, ${cut} cuts, ${load.answers.size} filings answered`)
    }
    const answers = await load.end()
    const after = await agreement(fleet, 1)
    const took = Math.max(before.took, after.took)
    const broken = [
      ...before.broken,
      ...after.broken,
      ...(await session()),
      ...(await escalationFaults(fleet, kills * DUE)),
      ...(await filingFaults(fleet, answers)),
      ...(await ledgerFaults(db, folder)),
    ]
    return {
      figure: `${processes} processes on one PostgreSQL, ${kills} killed, ${cut} times the database lost: ${answers.size} filings answered (${load.repeats()} tries repeated), none lost or doubled; ${kills * DUE} escalations, each once; sessions, limits, streams and revocations (seen everywhere after ${took.toFixed(0)} ms) the same before and after`,
      broken,
    }
  } finally {
    await proxy.close()
    await fleet.end()
  }
}

export const processes: Proof = {
  id: 'processes',
  promise:
    'Several server processes on one PostgreSQL answer as one; killing any of them, or restarting the database, loses, doubles and says twice nothing',
  limits:
    'All on one machine, with one clock and without photos; a fail-over to a replica was not tried.',
  async run(terms) {
    const found: Evidence[] = []
    for (const size of [2, 4]) {
      const folder = join(terms.folder, `of-${size}`)
      mkdirSync(folder)
      terms.say(`${size} processes`)
      const db =
        (await pgCluster(terms.folder, `cluster-${size}`)) ?? (await pgDatabase('processes'))
      try {
        const chaos = { phones: 12, kills: share(50, terms), cuts: share(10, terms) }
        found.push(await underChaos(db, { processes: size, ...chaos }, { ...terms, folder }))
      } finally {
        await db.drop()
      }
    }
    return {
      figure: found.map(({ figure }) => figure).join('; '),
      broken: found.flatMap(({ broken }) => broken),
    }
  },
}
