import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { withoutPhones } from '@mashang/shared/core/phones.ts'
import { stateWordsOf } from '@mashang/shared/issues/clocks.words.ts'
import { officeTasks } from '@mashang/shared/issues/issues.words.ts'
import type { OfficeIssueRow } from '@mashang/shared/issues/office.model.ts'
import { and, count, desc, eq, lt, or } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { FileColumn, TableFile } from '../exports/table-export.ts'
import {
  conditionsOf,
  type IssueFilter,
  issuesWhere,
  tablesOf,
  type Unnotified,
} from './office.filter.ts'
import { officeRows, type ReadIssue } from './office.rows.ts'

/** Issues read at a time. */
const STEP = 500

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

/** The issues of a filter as a file, the newest number first, read piece by piece. */
export async function issuesFile(
  context: Context,
  filter: IssueFilter,
  actor: Actor,
  unnotified: Unnotified,
): Promise<TableFile<OfficeIssueRow>> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
  const now = context.clock.now()
  const has = conditionsOf(context, actor, now, unnotified)
  const where = await issuesWhere(context, filter, has)
  const ofRepresentative = and(eq(r.district, i.district), eq(r.id, i.representativeId))
  const totals = await context.db.read
    .select({ total: count() })
    .from(i)
    .leftJoin(r, ofRepresentative)
    .leftJoin(d, has.openClock)
    .where(where)
  async function* rows(): AsyncGenerator<OfficeIssueRow[]> {
    let last: ReadIssue['issue'] | undefined
    for (;;) {
      const below =
        last === undefined
          ? undefined
          : or(lt(i.year, last.year), and(eq(i.year, last.year), lt(i.number, last.number)))
      const read = await context.db.read
        .select({ issue: i, representativeName: r.name, clock: d })
        .from(i)
        .leftJoin(r, ofRepresentative)
        .leftJoin(d, has.openClock)
        .where(and(where, below))
        .orderBy(desc(i.year), desc(i.number))
        .limit(STEP)
      if (read.length > 0) yield await officeRows(context, read, actor, now)
      if (read.length < STEP) return
      last = read.at(-1)?.issue
    }
  }
  return { name: '群众反映', table: 'issues', columns, total: totals[0]?.total ?? 0, rows: rows() }
}
