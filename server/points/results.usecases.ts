import { isSigned, mayBeAppraised } from '@mashang/shared/points/closing.rules.ts'
import { plainExplained, plainSum } from '@mashang/shared/points/explain.rules.ts'
import {
  type Period,
  periodKey,
  periodOf,
  periodWords,
} from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import type { ClosingRow } from '@mashang/shared/points/points.api.ts'
import type { PlainAccount } from '@mashang/shared/points/points.model.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import type { FileColumn, TableFile } from '../exports/table-export.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { totalWith } from './account.views.ts'
import { accountsOf, peopleOf } from './accounts.usecases.ts'
import { closingOr404, rulesOf } from './closing.views.ts'
import { appraisalsOf, appraisalsShown, closingOf } from './closings.store.ts'
import { resultsNow } from './counting.usecases.ts'
import { followLedger } from './follow.usecases.ts'
import { namedInTables } from './matters.ts'
import type { AppraisalRecord, ClosingRecord } from './points.store.ts'
import { versionsNow } from './points.store.ts'
import { peopleInSet, type ResultRecord, resultsOfSome, setOf } from './result-sets.store.ts'
import type { Result } from './result-sets.usecases.ts'

/** The results of a closing in the order of the roster. What is not signed yet is counted anew at every look. */
export async function listResults(
  context: Context,
  id: string,
  { q, page, size }: { q?: string | undefined; page: number; size: number },
): Promise<{ items: ClosingRow[]; total: number; page: number; size: number }> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  const known = isSigned(row.state)
  const people = known
    ? await peopleSigned(context, row.period, setOf(row))
    : await peopleOf(context, periodOf(row.period))
  const found = q
    ? people.filter((one) => one.name.includes(q) || one.electoralUnit?.includes(q))
    : people
  const shown = found.slice((page - 1) * size, page * size)
  const totals = known
    ? await resultsOfSome(
        context,
        setOf(row),
        shown.map((one) => one.id),
      )
    : await totalsNow(context, row, shown)
  const ids = shown.map((one) => one.id)
  const rules = await rulesOf(context, row)
  const appraised = await appraisalsShown(context, row, ids)
  const last = await appraisalsOf(context, id, ids)
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

/** Whose results were signed, in the order of the roster. */
const peopleSigned = kept(
  ['representatives', 'point_entries', 'point_results'],
  async (context, period: string, set: string): Promise<readonly RepresentativeRecord[]> => {
    const signed = await peopleInSet(context, set)
    return (await peopleOf(context, periodOf(period))).filter(({ id }) => signed.has(id))
  },
)

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

interface Line {
  person: RepresentativeRecord
  account: PlainAccount
  total: number
  appraisal: AppraisalRecord | null
  /** By what the matters of these facts are named, by id. */
  names: ReadonlyMap<string, string>
}

/** Signed results where there are some, else as they stand now; a few hundred people at a time. */
async function* linesOf(
  context: Context,
  period: Period,
  people: readonly RepresentativeRecord[],
  closing: ClosingRecord | null,
): AsyncGenerator<Line[]> {
  const signed = closing !== null && isSigned(closing.state) ? setOf(closing) : null
  const appraised = closing === null ? new Map() : await appraisalsShown(context, closing)
  for await (const some of accountsOf(context, people, period)) {
    const ids = some.map(({ person }) => person.id)
    const frozen = signed === null ? new Map() : await resultsOfSome(context, signed, ids)
    const plain = some.map(({ person, account }) => {
      const kept: ResultRecord | undefined = frozen.get(person.id)
      return { person, account: kept?.account ?? plainOf(account), total: kept?.total }
    })
    const facts = plain.flatMap(({ account }) => account.items.flatMap(({ entries }) => entries))
    const names = await namedInTables(context, facts)
    yield plain.map(({ person, account, total }) => {
      const appraisal: AppraisalRecord | null = appraised.get(person.id) ?? null
      const sum = total ?? totalWith(account.total, appraisal?.points ?? 0)
      return { person, account, total: sum, appraisal, names }
    })
  }
}

/** The committee's table: beside each number how it came about. */
export async function pointsFile(context: Context, period: Period): Promise<TableFile<Line>> {
  await followLedger(context)
  const people = await peopleOf(context, period)
  const titles = new Map<string, string>()
  for (const { set } of await versionsNow(context))
    for (const rule of set.rules) titles.set(rule.id, rule.title)
  const itemOf = (line: Line, id: string) => line.account.items.find((one) => one.id === id)
  const columns: FileColumn<Line>[] = [
    { of: 'name', title: '姓名', cell: ({ person }) => person.name },
    { of: 'unit', title: '选区（选举单位）', cell: ({ person }) => person.electoralUnit },
    { of: 'total', title: '合计', cell: ({ total }) => total },
    {
      of: 'total',
      title: '合计怎么来的',
      cell: ({ account, appraisal, total }) => plainSum(account, appraisal?.points ?? null, total),
    },
    { of: 'base', title: '基础分', cell: ({ account }) => account.base },
    { of: 'base', title: '基础分：说明', cell: ({ account }) => account.baseRule ?? null },
    ...[...titles].flatMap(([id, title]): FileColumn<Line>[] => [
      { of: 'items', title, cell: (line) => itemOf(line, id)?.points ?? 0 },
      {
        of: 'items',
        title: `${title}：说明`,
        cell: (line) => {
          const item = itemOf(line, id)
          return item === undefined ? '' : plainExplained(item, line.names)
        },
      },
    ]),
    { of: 'appraisal', title: '年终核定', cell: ({ appraisal }) => appraisal?.points ?? null },
    {
      of: 'appraisal',
      title: '年终核定：理由',
      cell: ({ appraisal }) => appraisal?.reason ?? null,
    },
  ]
  return {
    name: `履职积分 ${periodWords(period)}`,
    table: 'points',
    columns,
    total: people.length,
    rows: linesOf(context, period, people, await closingOf(context, periodKey(period))),
  }
}
