import { join } from 'node:path'
import { accountNow } from '@mashang/server/points/accounts.usecases.ts'
import { followLedger } from '@mashang/server/points/follow.usecases.ts'
import { highest, PEOPLE, province } from './province.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'

const FACTS = 10_000_000
const ROUNDS = 41

/** Points of a whole province: one more fact, and everything from nothing. */
export async function points(folder: string): Promise<Finding[]> {
  const context = await province(join(folder, 'points'), FACTS)
  const { district } = context
  const from = performance.now()
  const memory = await highest(async () => {
    if (!(await followLedger(context))) throw new Error('not everything was counted')
  })
  const seconds = (performance.now() - from) / 1000
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
  await context.db.close()
  const of = `${PEOPLE.toLocaleString('en')} representatives, ${FACTS.toLocaleString('en')} facts`
  return [
    {
      id: 'points-update',
      what: 'points after one more fact, counted and read',
      value: median(took),
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
