import { draftClosing, endClosing, signClosing } from '@mashang/server/points/closings.usecases.ts'
import { countingOn } from '@mashang/server/points/counting.jobs.ts'
import { allSets, peopleInSet } from '@mashang/server/points/result-sets.store.ts'
import { contextAt } from './fixture.ts'
import { PEOPLE } from './province.ts'
import { peakOfMemory } from './side-process.ts'

/** Entry of a process that signs and ends a closing, and tells what it took. */

export interface ClosingJob {
  folder: string
  period: string
}

export interface ClosingReport {
  /** The most memory the process ever held, in MB. */
  memory: number
  seconds: number
  /** How long another commit waited at most, in ms. */
  longest: number
}

const DAY = 86_400_000
const office = {
  accountId: 'bench',
  name: '测量',
  role: 'office',
  representativeId: null,
  stationId: null,
} as const

const job = JSON.parse(process.argv[2] ?? '') as ClosingJob
const context = await contextAt(job.folder)
const { id, leftOut } = await draftClosing(context, job.period, office)
let clock = Date.now()
const later = { ...context, clock: { ...context.clock, now: () => clock } }
let longest = 0
let over = false
const others = (async () => {
  while (!over) {
    const began = performance.now()
    await context.db.commit(context.district, [], [])
    longest = Math.max(longest, performance.now() - began)
    await new Promise((next) => setTimeout(next, 5))
  }
})()
const NEVER = new AbortController().signal
const began = performance.now()
await signClosing(later, id, { signer: '主任', reason: '通过。', leftOut }, office)
await countingOn(later)(NEVER)
clock += 6 * DAY
await endClosing(later, id, office)
await countingOn(later)(NEVER)
const seconds = (performance.now() - began) / 1000
over = true
await others
for (const set of await allSets(context))
  if ((await peopleInSet(context, set)).size !== PEOPLE) throw new Error('somebody is missing')
const report: ClosingReport = { memory: peakOfMemory(), seconds, longest }
await context.db.close()
process.send?.(report, () => process.exit(0))
