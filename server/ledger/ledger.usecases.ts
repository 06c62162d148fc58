import { toIso } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { exportedTable, exportedWords } from '@mashang/shared/ledger/exported.rules.ts'
import type { LedgerLine, ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import { factWords, kindWords } from '@mashang/shared/ledger/ledger.words.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { rowsAreWhole } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import type { FileColumn, TableFile } from '../exports/table-export.ts'
import { findIssues } from '../issues/issues.store.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { stationsById } from '../stations/stations.store.ts'
import {
  countLedger,
  type LedgerFilter,
  type LedgerPlace,
  ledgerWhere,
  readLedger,
} from './ledger.store.ts'

type Query = z.output<NonNullable<typeof ledgerApi.list.query>>
type Reply = z.input<NonNullable<typeof ledgerApi.list.reply>>

/** Facts read at a time for a file. */
const STEP = 500

/** Of kinds that the ledger does not know itself: what each is called. */
export type SubjectTitles = Readonly<
  Record<string, (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>>
>

/** Rows with the names that the ledger only refers to. */
async function linesOf(
  context: Context,
  rows: readonly LedgerRow[],
  titles: SubjectTitles,
): Promise<LedgerLine[]> {
  const { shortName } = await districtNow(context)
  const idsOf = (kind: string): string[] => [
    ...new Set(rows.flatMap((row) => (row.subjectKind === kind ? [row.subjectId] : []))),
  ]
  const issues = await findIssues(context, idsOf('issue'))
  const accounts = await accountNames(context, [
    ...new Set([
      ...idsOf('account'),
      ...rows.flatMap((row) => (row.actorId === null ? [] : [row.actorId])),
    ]),
  ])
  const names = new Map<string, string>([
    ...[...issues.values()].map((issue): [string, string] => [
      issue.id,
      issueNumber(shortName, issue.year, issue.number),
    ]),
    ...accounts,
  ])
  for (const [kind, titlesOf] of Object.entries(titles)) {
    const ids = idsOf(kind)
    if (ids.length > 0) for (const [id, title] of await titlesOf(ids)) names.set(id, title)
  }
  const people = await representativesById(context)
  const stations = await stationsById(context)
  const nameOf = (id: string): string | undefined =>
    names.get(id) ?? (people.get(id) ?? stations.get(id))?.name
  return rows.map((row) => ({
    sequence: row.sequence,
    at: toIso(row.at),
    type: row.type,
    words: factWords(row.type),
    actor:
      row.actorKind === 'voter'
        ? '选民'
        : row.actorId === null
          ? '系统'
          : (accounts.get(row.actorId) ?? '已删的账号'),
    subject: {
      kind: row.subjectKind,
      id: row.subjectId,
      name:
        (row.subjectKind === 'table'
          ? exportedTable(row.subjectId)
          : row.subjectKind === 'point-rules'
            ? `第 ${row.subjectId} 版积分规则`
            : nameOf(row.subjectId)) ?? kindWords(row.subjectKind),
      issueId: row.subjectKind === 'issue' ? row.subjectId : null,
      more: row.subjectKind === 'table' ? exportedWords(row.subjectId, row.data, nameOf) : null,
    },
    hash: row.hash,
  }))
}

/** One page of the ledger, its hashes looked over. */
export async function listLedger(
  context: Context,
  query: Query,
  actor: Actor,
  titles: SubjectTitles,
): Promise<Reply> {
  const where = await ledgerWhere(context, query, actor.duties ?? null)
  const rows = await readLedger(context, where, query, query.size + 1)
  const page = rows.slice(0, query.size)
  return {
    items: await linesOf(context, page, titles),
    next: rows.length > query.size ? (page.at(-1)?.sequence ?? null) : null,
    whole: await rowsAreWhole(context, page),
  }
}

const columns: readonly FileColumn<LedgerLine>[] = [
  { of: 'sequence', title: '第几条', cell: (row) => row.sequence },
  { of: 'at', title: '时间', cell: (row) => momentDigits(Date.parse(row.at)) },
  { of: 'words', title: '什么事', cell: (row) => row.words },
  { of: 'words', title: '代号', cell: (row) => row.type },
  { of: 'actor', title: '谁', cell: (row) => row.actor },
  { of: 'subject', title: '关于', cell: (row) => row.subject.name },
  { of: 'subject', title: '导出了多少', cell: (row) => row.subject.more },
  { of: 'hash', title: '指纹', cell: (row) => row.hash },
]

/** The facts of a filter as a file, in the order of the page, read piece by piece. */
export async function ledgerFile(
  context: Context,
  filter: LedgerFilter,
  actor: Actor,
  titles: SubjectTitles,
): Promise<TableFile<LedgerLine>> {
  const where = await ledgerWhere(context, filter, actor.duties ?? null)
  async function* rows(): AsyncGenerator<LedgerLine[]> {
    const { sort } = filter
    let place: LedgerPlace = { sort }
    for (;;) {
      const read = await readLedger(context, where, place, STEP)
      if (read.length > 0) yield await linesOf(context, read, titles)
      if (read.length < STEP) return
      const last = read.at(-1)?.sequence
      place = sort === 'sequence' ? { sort, after: last } : { sort, before: last }
    }
  }
  return {
    name: '账本',
    table: 'ledger',
    columns,
    total: await countLedger(context, where),
    rows: rows(),
  }
}
