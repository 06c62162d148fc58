import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { withoutPhones } from '@mashang/shared/core/phones.ts'
import { stateWordsOf } from '@mashang/shared/issues/clocks.words.ts'
import { officeTasks } from '@mashang/shared/issues/issues.words.ts'
import type { OfficeIssueRow } from '@mashang/shared/issues/office.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { FileColumn, TableFile } from '../exports/table-export.ts'
import { conditionsOf, issuesWhere, type Unnotified } from './office.filter.ts'
import { countIssues, type Ordered } from './office.order.ts'
import { wholeRows } from './office.page.ts'
import { officeRows } from './office.rows.ts'
import { walkIssues } from './office.walk.ts'

const moment = (iso: string | null): string | null =>
  iso === null ? null : momentDigits(Date.parse(iso))

/** What of a row goes into a file. Names of voters only as "王女士", numbers never. */
const columns: readonly FileColumn<OfficeIssueRow>[] = [
  { of: 'what', title: '编号', cell: (row) => row.number },
  { of: 'what', title: '事项', cell: (row) => withoutPhones(row.title) },
  { of: 'kind', title: '类别', cell: (row) => row.kindWords },
  { of: 'field', title: '领域', cell: (row) => row.fieldWords },
  { of: 'voter', title: '选民', cell: (row) => withoutPhones(row.voter) },
  { of: 'representative', title: '代表', cell: (row) => row.representative.name },
  { of: 'handler', title: '现在由谁办', cell: (row) => row.handler.name },
  { of: 'station', title: '家站', cell: (row) => row.station },
  {
    of: 'state',
    title: '状态',
    cell: (row) => stateWordsOf(row.state, row.resolution !== null),
  },
  { of: 'state', title: '等代表工委定', cell: (row) => tasks(row) },
  { of: 'filed', title: '反映时间', cell: (row) => moment(row.filedAt) },
  { of: 'due', title: '答复时限', cell: (row) => moment(row.dueAt) },
  { of: 'due', title: '超期', cell: (row) => (row.overdue ? '是' : '否') },
  { of: 'responded', title: '答复时间', cell: (row) => moment(row.respondedAt) },
  { of: 'resolution', title: '办结时限', cell: (row) => moment(row.resolution?.dueAt ?? null) },
]

const tasks = (row: OfficeIssueRow): string | null =>
  row.tasks.map((task) => officeTasks[task]).join('、') || null

/** The issues of a filter as a file, in the order of the table, read piece by piece. */
export async function issuesFile(
  context: Context,
  query: Ordered,
  actor: Actor,
  unnotified: Unnotified,
): Promise<TableFile<OfficeIssueRow>> {
  const now = context.clock.now()
  const has = conditionsOf(context, actor, now, unnotified)
  const where = await issuesWhere(context, query, has)
  async function* rows(): AsyncGenerator<OfficeIssueRow[]> {
    for await (const ids of walkIssues(context, query, where, has))
      yield await officeRows(context, await wholeRows(context, ids, has), actor, now)
  }
  const total = await countIssues(context, query, where, has)
  return { name: '群众反映', table: 'issues', columns, total, rows: rows() }
}
