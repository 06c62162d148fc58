import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { sweepLadder } from '@mashang/server/notices/ladder.usecases.ts'
import Sqlite from 'better-sqlite3'
import { contextAt, plant } from './fixture.ts'
import { plantMatters } from './matters.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'

const ROUNDS = 9
const PEOPLE = 400
/** Levels that are due in each sweep. */
const DUE = 1_000

interface District {
  context: Context
  /** Lets `DUE` clocks come due, others in each round. */
  makeDue(round: number): void
  close(): Promise<void>
}

/** A district in which everything that was ever filed is still open. */
async function prepare(folder: string, open: number): Promise<District> {
  const fixture = await plant(folder, PEOPLE)
  plantMatters(fixture, open, open / PEOPLE)
  const context = await contextAt(folder)
  const liaison = newAccount(context, {
    name: '联络员',
    login: 'liaison',
    role: 'liaison',
    representativeId: null,
    stationId: fixture.stationId,
  })
  await context.db.commit(context.district, [liaison.write])
  const file = new Sqlite(join(folder, 'mashang.sqlite'))
  file.exec('update deadlines set reminded_hours = 20, remind_at = due_at')
  file.pragma('wal_checkpoint(TRUNCATE)')
  // What comes due together was filed together, and lies together.
  const due = file.prepare(
    `update deadlines set started_at = @at - 12 * 3600000, due_at = @at + 12 * 3600000,
       reminded_hours = 0, remind_at = @at where rowid > @first and rowid <= @first + ${DUE}`,
  )
  const blocks = open / DUE
  return {
    context,
    makeDue(round) {
      const first = Math.floor((blocks / (ROUNDS + 1)) * round) * DUE
      due.run({ at: Date.now() - 3_600_000, first })
      file.pragma('wal_checkpoint(TRUNCATE)')
    },
    async close() {
      file.close()
      await context.db.close()
    },
  }
}

/** P11: saying what is due, and whether it minds how many clocks run. */
export async function ladder(folder: string): Promise<Finding[]> {
  const districts = {
    large: await prepare(join(folder, 'ladder-large'), 1_000_000),
    small: await prepare(join(folder, 'ladder-small'), 10_000),
  }
  const sweep = async (name: keyof typeof districts, round: number): Promise<number> => {
    const { context, makeDue } = districts[name]
    makeDue(round)
    const began = performance.now()
    const said = await sweepLadder(context, () => Date.now())
    const took = performance.now() - began
    if (said !== DUE) throw new Error(`${said} levels were said instead of ${DUE}`)
    return took
  }
  const took = await interleaved(ROUNDS, {
    large: (round) => sweep('large', round),
    small: (round) => sweep('small', round),
  })
  for (const district of Object.values(districts)) await district.close()
  return [
    {
      id: 'P11',
      what: `sweep with ${DUE} due: 1,000,000 open ÷ 10,000 open`,
      value: ratio(took.large, took.small),
      digits: 2,
      unit: '×',
      target: { most: 1.2 },
      of: `${Math.round(median(took.large))} ms ÷ ${Math.round(median(took.small))} ms`,
    },
  ]
}
