import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { fullDayWords, localParts } from '@mashang/shared/core/local-time.ts'
import { isSigned } from '@mashang/shared/points/closing.rules.ts'
import { plainSum } from '@mashang/shared/points/explain.rules.ts'
import {
  boundsOf,
  type Period,
  periodKey,
  periodOf,
  periodWords,
} from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import type { PlainAccount } from '@mashang/shared/points/points.model.ts'
import { hadLeftBefore } from '@mashang/shared/representatives/left.rules.ts'
import type { Context } from '../core/context.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { accountAt, accountNow, seatOf } from './accounts.usecases.ts'
import { appraisalsShown, closingOf } from './closings.store.ts'
import { entriesOfOne } from './entries.store.ts'
import { followLedger } from './follow.usecases.ts'
import { allClosings } from './points.store.ts'
import { resultOf, setOf } from './result-sets.store.ts'

/** Calendar years; `from` null: from the first one of this person. */
export interface YearSpan {
  from: number | null
  to: number
  /** As it was then: nothing of this moment and later, unless it was signed of a whole year. */
  until?: EpochMs
}

interface Sum {
  account: PlainAccount
  appraisal: number | null
  total: number
}

/** What was signed of a whole year, else what it comes to now, or came to at the moment that cuts it off. */
async function sumOf(
  context: Context,
  id: string,
  year: Period,
  until: EpochMs | undefined,
): Promise<Sum> {
  if (until !== undefined && until < boundsOf(year).to) {
    const account = plainOf(await accountAt(context, id, year, until))
    return { account, appraisal: null, total: account.total }
  }
  const closing = await closingOf(context, periodKey(year))
  if (closing !== null && isSigned(closing.state)) {
    const signed = await resultOf(context, setOf(closing), id)
    const appraisal = (await appraisalsShown(context, closing, [id])).get(id)?.points ?? null
    if (signed !== null) return { account: signed.account, appraisal, total: signed.total }
  }
  const account = plainOf(
    until === undefined
      ? await accountNow(context, id, year)
      : await accountAt(context, id, year, until),
  )
  return { account, appraisal: null, total: account.total }
}

const linesOf = (year: Period, { account, appraisal, total }: Sum): string[] => [
  `${periodWords(year)}：${plainSum(account, appraisal, total)}`,
  ...account.items
    .filter(({ entries, points }) => entries.length > 0 || points !== 0)
    .map(({ title, points, words }) => `${title} ${String(points).replace('-', '−')} 分：${words}`),
]

/**
 * Somebody's points as they were signed and ended, for whoever decides with a look at them: nothing
 * of it changes any more. null: it is not ended, or they are not in it.
 */
export async function closedLines(
  context: Context,
  id: string,
  closingId: string,
): Promise<{ period: string; lines: string[] } | null> {
  const closing = (await allClosings(context)).find(({ id }) => id === closingId)
  if (closing?.state !== 'closed') return null
  const result = await resultOf(context, setOf(closing), id)
  if (result === null) return null
  const appraisal = (await appraisalsShown(context, closing, [id])).get(id)?.points ?? null
  const [sum = '', ...items] = linesOf(periodOf(closing.period), { ...result, appraisal })
  const signed = `${closing.signer}${fullDayWords(closing.signedAt ?? 0)}签字`
  return { period: closing.period, lines: [`${sum}（${signed}）`, ...items] }
}

/**
 * The points of some years in lines for a record: the sum, then each number with what it is made of.
 * Years before somebody came, after they left, and that have not begun are left out.
 * @param span without one: the present year, or the last one in office
 */
export async function pointLines(context: Context, id: string, span?: YearSpan): Promise<string[]> {
  await followLedger(context)
  const person = await lookUpRepresentative(context, id)
  if (person === null) return []
  const seat = await seatOf(context, person)
  const left = seat.until === null ? Infinity : localParts(seat.until - 1).year
  const last = Math.min(left, localParts(context.clock.now()).year)
  const entries = await entriesOfOne(context, id)
  if (entries.length === 0 && hadLeftBefore(seat)) return []
  const first = localParts(Math.min(person.createdAt, ...entries.map(({ at }) => at))).year
  const lines: string[] = []
  const until = Math.min(last, span?.to ?? last)
  const from = span === undefined ? last : (span.from ?? first)
  for (let year = Math.max(first, from); year <= until; year += 1) {
    const period = { year, half: null }
    lines.push(...linesOf(period, await sumOf(context, id, period, span?.until)))
  }
  return lines
}
