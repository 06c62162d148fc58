import { accountNow } from '@mashang/server/points/accounts.usecases.ts'
import { followLedger } from '@mashang/server/points/follow.usecases.ts'
import { contextAt } from './fixture.ts'
import { PEOPLE } from './province.ts'
import { median } from './rounds.ts'
import { peakOfMemory } from './side-process.ts'

/** Entry of a process that counts all points from nothing, then one more fact at a time. */

export interface PointsJob {
  folder: string
}

export interface PointsReport {
  /** The most memory the process held while everything was counted, in MB. */
  memory: number
  seconds: number
  /** From one more fact to an account that has it, in ms; the median. */
  update: number
}

const ROUNDS = 41

const { folder } = JSON.parse(process.argv[2] ?? '') as PointsJob
const context = await contextAt(folder)
const { district } = context
const from = performance.now()
if (!(await followLedger(context))) throw new Error('not everything was counted')
const seconds = (performance.now() - from) / 1000
const memory = peakOfMemory()
const year = { year: new Date().getFullYear(), half: null }
const someone = (n: number): string => {
  const person = (n * 7_919) % PEOPLE
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  return `${hex(person >> 16, 8)}-${hex(person & 65_535, 4)}-7000-8000-${hex(person, 12)}`
}
const took: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const id = someone(round)
  const before = (await accountNow(context, id, year)).facts
  await context.db.commit(
    district,
    [],
    [
      {
        at: Date.now(),
        type: 'activity.attended',
        actor: { kind: 'system', id: null },
        subject: { kind: 'activity', id: crypto.randomUUID() },
        data: { representativeId: id, kind: 'visit' },
      },
    ],
  )
  const began = performance.now()
  await followLedger(context)
  const { facts } = await accountNow(context, id, year)
  took.push(performance.now() - began)
  if (facts !== before + 1) throw new Error(`${facts} facts instead of ${before + 1}`)
}
const report: PointsReport = { memory, seconds, update: median(took) }
await context.db.close()
process.send?.(report, () => process.exit(0))
