import type { EpochMs } from '../core/clock.ts'
import { dayStartOf, localParts } from '../core/local-time.ts'
import type { RulePeriod } from './points.words.ts'

/** What is counted together: a whole year `2026`, or a half of one, `2026-1` and `2026-2`. */
export interface Period {
  year: number
  half: 1 | 2 | null
}

export const periodKey = ({ year, half }: Period): string =>
  half === null ? String(year) : `${year}-${half}`

/** The other way round; the key has been checked by its schema. */
export const periodOf = (key: string): Period => ({
  year: Number(key.slice(0, 4)),
  half: key.endsWith('-1') ? 1 : key.endsWith('-2') ? 2 : null,
})

const boundary = (year: number, month: 1 | 7): EpochMs => dayStartOf(`${year}-0${month}-01`)

/** The first moment, and the one after the last. */
export function boundsOf({ year, half }: Period): { from: EpochMs; to: EpochMs } {
  const from = boundary(year, half === 2 ? 7 : 1)
  return { from, to: half === 1 ? boundary(year, 7) : boundary(year + 1, 1) }
}

/** Of this year and the one before what is over, the newest first. */
export function periodsOver(now: EpochMs): Period[] {
  const { year } = localParts(now)
  return [year, year - 1]
    .flatMap((one): Period[] => [
      { year: one, half: null },
      { year: one, half: 2 },
      { year: one, half: 1 },
    ])
    .filter((period) => boundsOf(period).to <= now)
}

/** "2026 年", "2026 年上半年" */
export const periodWords = ({ year, half }: Period): string =>
  `${year} 年${half === null ? '' : half === 1 ? '上半年' : '下半年'}`

/** Which cap a fact of that moment falls under. */
export function bucketOf(at: EpochMs, period: RulePeriod): string {
  const { year, month } = localParts(at)
  return period === 'year' ? String(year) : periodKey({ year, half: month < 7 ? 1 : 2 })
}

/** The period before with the same length. */
export const yearBefore = (period: Period): Period => ({ ...period, year: period.year - 1 })
