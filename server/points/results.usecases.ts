import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { isSigned, mayBeAppraised } from '@mashang/shared/points/closing.rules.ts'
import type { ClosingRow, LeftOutRow } from '@mashang/shared/points/closings.api.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { hadLeftBefore, leftWords } from '@mashang/shared/representatives/left.rules.ts'
import type { Context } from '../core/context.ts'
import { seatsOf } from '../representatives/left.store.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { closingOr404, rulesOf } from './closing.views.ts'
import { leftOutIn, peopleIn } from './closing-people.ts'
import { appraisalsOf, appraisalsShown } from './closings.store.ts'
import { resultsNow } from './counting.usecases.ts'
import { followLedger } from './follow.usecases.ts'
import type { ClosingRecord } from './points.store.ts'
import { resultsOfSome, setOf } from './result-sets.store.ts'
import type { Result } from './result-sets.usecases.ts'

/** The results of a closing in the order of the roster. What is not signed yet is counted anew at every look. */
export async function listResults(
  context: Context,
  id: string,
  {
    q,
    page,
    size,
    unappraised = 'false',
  }: {
    q?: string | undefined
    page: number
    size: number
    unappraised?: 'true' | 'false' | undefined
  },
): Promise<{ items: ClosingRow[]; total: number; page: number; size: number }> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  const known = isSigned(row.state)
  const people = await peopleIn(context, row)
  const rules = await rulesOf(context, row)
  const last = await appraisalsOf(context, id)
  const due = ({ id, sector }: RepresentativeRecord) =>
    mayBeAppraised({ period: periodOf(row.period) }, sector, rules) && !last.has(id)
  const found = people.filter(
    (one) =>
      (!q || one.name.includes(q) || one.electoralUnit?.includes(q)) &&
      (unappraised === 'false' || due(one)),
  )
  const shown = found.slice((page - 1) * size, page * size)
  const totals = known
    ? await resultsOfSome(
        context,
        setOf(row),
        shown.map((one) => one.id),
      )
    : await totalsNow(context, row, shown)
  const ids = shown.map((one) => one.id)
  const appraised = await appraisalsShown(context, row, ids)
  const items = shown.map((person): ClosingRow => {
    const appraisal = appraised.get(person.id)
    const anew = last.get(person.id)
    return {
      id: person.id,
      name: person.name,
      unit: person.electoralUnit,
      appraised: mayBeAppraised({ period: periodOf(row.period) }, person.sector, rules),
      total: totals.get(person.id)?.total ?? 0,
      appraisal: appraisal?.points ?? null,
      reason: appraisal?.reason ?? null,
      anew:
        anew === undefined || anew.id === appraisal?.id
          ? null
          : { points: anew.points, reason: anew.reason },
    }
  })
  return { items, total: found.length, page, size }
}

/** Who is not in a closing, in the order of the roster. */
export async function listLeftOut(
  context: Context,
  id: string,
  { page, size }: { page: number; size: number },
): Promise<{ items: LeftOutRow[]; total: number; page: number; size: number }> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  const people = await leftOutIn(context, row)
  const shown = people.slice((page - 1) * size, page * size)
  const seats = await seatsOf(context, shown)
  const items = shown.map((one): LeftOutRow => {
    const seat = seats.get(one.id)
    return {
      id: one.id,
      name: one.name,
      unit: one.electoralUnit,
      since: momentDigits(one.createdAt).slice(0, 10),
      left: seat !== undefined && hadLeftBefore(seat) ? leftWords(one.leftOn) : null,
    }
  })
  return { items, total: people.length, page, size }
}

async function totalsNow(
  context: Context,
  row: ClosingRecord,
  people: readonly RepresentativeRecord[],
): Promise<Map<string, Result>> {
  const all = new Map<string, Result>()
  for await (const some of resultsNow(context, row, people))
    for (const one of some) all.set(one.representativeId, one)
  return all
}
