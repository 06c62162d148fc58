import { isSigned } from '@mashang/shared/points/closing.rules.ts'
import { plainExplained, plainLines, plainSum } from '@mashang/shared/points/explain.rules.ts'
import { type Period, periodKey, periodWords } from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import type { PlainAccount } from '@mashang/shared/points/points.model.ts'
import type { Context } from '../core/context.ts'
import { type Details, type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { totalWith } from './account.views.ts'
import { accountsOf, peopleOf } from './accounts.usecases.ts'
import { leftOutIn, peopleIn } from './closing-people.ts'
import { appraisalsShown, closingOf } from './closings.store.ts'
import { followLedger } from './follow.usecases.ts'
import { namedInTables } from './matters.ts'
import type { AppraisalRecord, ClosingRecord } from './points.store.ts'
import { versionsNow } from './points.store.ts'
import { type ResultRecord, resultsOfSome, setOf } from './result-sets.store.ts'

interface Line {
  person: RepresentativeRecord
  /** Null: not in the closing; named below the others, without a number. */
  account: PlainAccount | null
  total: number | null
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

const NOT_IN_IT = '不在这份结算里：这一段过完以后或者离任以后才进花名册，这一段里也没有记下的事'

/** Whoever is not in the closing stands below, so that nobody of the roster is missing without a word. */
async function* withLeftOut(
  lines: AsyncGenerator<Line[]>,
  out: readonly RepresentativeRecord[],
): AsyncGenerator<Line[]> {
  yield* lines
  for await (const some of inPieces(out))
    yield some.map((person) => ({
      person,
      account: null,
      total: null,
      appraisal: null,
      names: new Map(),
    }))
}

/** Every fact that scored or could, one in a row. */
const details: Details<Line> = {
  name: '逐条说明',
  header: [
    '姓名',
    '选区（选举单位）',
    '哪一项',
    '日期',
    '事情',
    '哪一件',
    '得分',
    '怎么计的',
    '照哪一版',
  ],
  linesOf: ({ person, account, names }) =>
    (account?.items ?? []).flatMap((item) =>
      plainLines(item, names).map(({ day, words, name, points, state, version }) => ({
        about: item.id,
        cells: [
          person.name,
          person.electoralUnit,
          item.title,
          day,
          words,
          name ?? null,
          points,
          state,
          version,
        ],
      })),
    ),
}

/** The committee's table: beside each number how it came about. */
export async function pointsFile(context: Context, period: Period): Promise<TableFile<Line>> {
  await followLedger(context)
  const closing = await closingOf(context, periodKey(period))
  const out = closing === null ? [] : await leftOutIn(context, closing)
  const people =
    closing === null ? await peopleOf(context, period) : await peopleIn(context, closing)
  const titles = new Map<string, string>()
  for (const { set } of await versionsNow(context))
    for (const rule of set.rules) titles.set(rule.id, rule.title)
  const itemOf = (line: Line, id: string) => line.account?.items.find((one) => one.id === id)
  const columns: FileColumn<Line>[] = [
    { of: 'name', title: '姓名', cell: ({ person }) => person.name },
    { of: 'unit', title: '选区（选举单位）', cell: ({ person }) => person.electoralUnit },
    { of: 'total', title: '合计', cell: ({ total }) => total },
    {
      of: 'total',
      title: '合计怎么来的',
      cell: ({ account, appraisal, total }) =>
        account === null || total === null
          ? NOT_IN_IT
          : plainSum(account, appraisal?.points ?? null, total),
    },
    { of: 'base', title: '基础分', cell: ({ account }) => account?.base ?? null },
    { of: 'base', title: '基础分：说明', cell: ({ account }) => account?.baseRule ?? null },
    ...[...titles].flatMap(([id, title]): FileColumn<Line>[] => [
      {
        of: 'items',
        title,
        cell: (line) => (line.account === null ? null : (itemOf(line, id)?.points ?? 0)),
      },
      {
        of: 'items',
        title: `${title}：说明`,
        cell: (line) => {
          const item = itemOf(line, id)
          return item === undefined ? '' : plainExplained(item, line.names)
        },
        explains: id,
        brief: (line) => itemOf(line, id)?.words ?? '',
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
    total: people.length + out.length,
    details,
    rows: withLeftOut(linesOf(context, period, people, closing), out),
  }
}
