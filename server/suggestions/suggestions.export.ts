import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { lettersInForce } from '@mashang/shared/suggestions/answers.rules.ts'
import { stateNow } from '@mashang/shared/suggestions/state-words.rules.ts'
import { handlerParts, satisfactions } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { type FoundRow, findSuggestions, type SuggestionFilter } from './list.usecases.ts'

/** Suggestions read at a time: their texts are long. */
const STEP = 100

const moment = (iso: string | null): string | null =>
  iso === null ? null : momentDigits(Date.parse(iso))

/** The last day on which it is in time, not the midnight after it. */
const lastDay = (iso: string | null): string | null =>
  iso && momentDigits(Date.parse(iso) - 1).slice(0, 10)

const handlers = ({ row }: FoundRow): string | null =>
  row.handlers
    .map((one) => (one.part === 'lead' ? one.name : `${one.name}（${handlerParts[one.part]}）`))
    .join('、') || null

/** What the table shows nowhere goes along with the column that it is about. */
const columns: readonly FileColumn<FoundRow>[] = [
  { of: 'what', title: '建议编号', cell: ({ row }) => row.number },
  { of: 'what', title: '建议题目', cell: ({ row }) => row.title },
  { of: 'what', title: '建议内容', cell: ({ record }) => record.matter.text },
  { of: 'lead', title: '领衔代表', cell: ({ row }) => row.lead.name },
  { of: 'lead', title: '列席人员', cell: ({ row }) => row.attendee },
  { of: 'lead', title: '附议人数', cell: ({ row }) => row.joint },
  { of: 'handlers', title: '承办单位', cell: handlers },
  { of: 'state', title: '状态', cell: ({ row }) => stateNow(row) },
  { of: 'class', title: '解决程度', cell: ({ row }) => row.class && `${row.class} 类` },
  {
    of: 'class',
    title: '承诺办结日期',
    cell: ({ row }) => lastDay(row.promisedFor),
  },
  {
    of: 'class',
    title: '代表评价',
    cell: ({ row }) => row.satisfaction && satisfactions[row.satisfaction],
  },
  { of: 'what', title: '提交时间', cell: ({ row }) => moment(row.submittedAt) },
  { of: 'handlers', title: '交办时间', cell: ({ row }) => moment(row.assignedAt) },
  {
    of: 'due',
    title: '答复期限',
    cell: ({ row }) => lastDay(row.answerDueAt),
  },
  { of: 'due', title: '答复时间', cell: ({ row }) => moment(row.answeredAt) },
  { of: 'due', title: '答复超期', cell: ({ row }) => (row.overdue ? '是' : '否') },
  {
    of: 'what',
    title: '答复内容',
    cell: ({ record }) =>
      lettersInForce(record.matter)
        .map(({ text }) => text)
        .join('\n') || null,
  },
  { of: 'state', title: '优秀建议', cell: ({ row }) => (row.excellent ? '是' : '') },
  {
    of: 'state',
    title: '公开',
    cell: ({ row }) => (row.secret ? '不公开' : row.published ? '已公开' : '没有'),
  },
]

/** The suggestions of a filter as a file, in the order of the list, read piece by piece. */
export async function suggestionsFile(
  context: Context,
  filter: SuggestionFilter,
  actor: Actor,
): Promise<TableFile<FoundRow>> {
  const { found, rowsOf } = await findSuggestions(context, filter, actor)
  async function* rows(): AsyncGenerator<FoundRow[]> {
    for await (const some of inPieces(found, STEP)) yield await rowsOf(some)
  }
  return { name: '代表建议', table: 'suggestions', columns, total: found.length, rows: rows() }
}
