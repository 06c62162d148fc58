import { join } from 'node:path'
import { followLedger } from '@mashang/server/points/follow.usecases.ts'
import { type Period, periodKey } from '@mashang/shared/points/periods.rules.ts'
import Sqlite from 'better-sqlite3'
import type { ClosingJob, ClosingReport } from './closings-process.ts'
import { PEOPLE, province } from './province.ts'
import type { Finding } from './report.ts'
import { runSide } from './side-process.ts'

const FACTS = 1_000_000

/** Everybody had a seat then, and has an account, so everybody is counted and told. */
function plantAccounts(folder: string): void {
  const file = new Sqlite(join(folder, 'mashang.sqlite'))
  file.exec(`insert into accounts
      (district, id, name, role, login_hash, login_shown, login, representative_id, created_at)
    select district, 'account-' || id, name, 'representative', id, '', '', id, 0 from representatives;
    update representatives set created_at = 0`)
  file.close()
}

/** The half-year before this one; most of the facts lie in it or in this one. */
function halfBefore(now: Date): Period {
  const year = now.getFullYear()
  return now.getMonth() < 6 ? { year: year - 1, half: 2 } : { year, half: 1 }
}

/** A half-year of a whole province, signed and ended: memory, and the longest wait of another commit. */
export async function closings(folder: string): Promise<Finding[]> {
  const at = join(folder, 'closings')
  const context = await province(at, FACTS)
  plantAccounts(at)
  await followLedger(context)
  await context.db.close()
  const { memory, seconds, longest } = await runSide<ClosingReport>('closings-process.ts', {
    folder: at,
    period: periodKey(halfBefore(new Date())),
  } satisfies ClosingJob)
  return [
    {
      id: 'closings',
      what: `memory while the points of ${PEOPLE.toLocaleString('en')} people are signed and ended`,
      value: memory,
      digits: 0,
      unit: 'MB',
      target: { most: 512 },
      of: `${seconds.toFixed(0)} s; another commit waited ${longest.toFixed(0)} ms at most`,
    },
  ]
}
