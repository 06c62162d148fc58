import { join } from 'node:path'
import type { PointsJob, PointsReport } from './points-process.ts'
import { PEOPLE, province } from './province.ts'
import type { Finding } from './report.ts'
import { runSide } from './side-process.ts'

const FACTS = 10_000_000

/**
 * Points of a whole province: one more fact, and everything from nothing. Counted in a process of
 * its own with a server's flags: what filled the ledger has another memory.
 */
export async function points(folder: string): Promise<Finding[]> {
  const at = join(folder, 'points')
  await (await province(at, FACTS)).db.close()
  const { memory, seconds, update } = await runSide<PointsReport>('points-process.ts', {
    folder: at,
  } satisfies PointsJob)
  const of = `${PEOPLE.toLocaleString('en')} representatives, ${FACTS.toLocaleString('en')} facts`
  return [
    {
      id: 'points-update',
      what: 'points after one more fact, counted and read',
      value: update,
      digits: 2,
      unit: 'ms',
      target: { most: 5 },
      of,
    },
    {
      id: 'points-anew',
      what: 'memory while all points are counted from nothing',
      value: memory,
      digits: 0,
      unit: 'MB',
      target: { most: 512 },
      of: `${of}, in ${seconds.toFixed(0)} s`,
    },
  ]
}
