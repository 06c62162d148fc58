import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { ReminderRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { suggestionClocks } from '@mashang/shared/suggestions/suggestions.words.ts'
import { uncountedWords } from '@mashang/shared/suggestions/uncounted.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { type ReminderFilter, remindersFound } from './reminders.usecases.ts'

const columns: readonly FileColumn<ReminderRow>[] = [
  { of: 'number', title: '编号', cell: ({ number }) => number },
  { of: 'title', title: '建议', cell: ({ title }) => title },
  { of: 'clock', title: '哪一项', cell: ({ clock }) => suggestionClocks[clock] },
  { of: 'owner', title: '谁办', cell: ({ owner }) => owner },
  // A clock ends with its day.
  {
    of: 'due',
    title: '最后一天',
    cell: ({ dueAt, earliestAt }) =>
      dueAt === null
        ? uncountedWords({ earliestAt })
        : momentDigits(Date.parse(dueAt) - 1).slice(0, 10),
  },
  { of: 'late', title: '超期', cell: ({ overdue }) => (overdue ? '是' : '') },
  { of: 'key', title: '重点督办', cell: ({ key }) => (key ? '是' : '') },
  { of: 'key', title: '公开', cell: ({ secret }) => (secret ? '不公开' : '') },
  { of: 'urged', title: '催办次数', cell: ({ urged }) => urged },
]

/** What is to be urged, as a file. */
export async function remindersFile(
  context: Context,
  filter: ReminderFilter,
  actor: Actor,
): Promise<TableFile<ReminderRow>> {
  const found = await remindersFound(context, filter, actor)
  return {
    name: '代表建议该催的',
    table: 'suggestion-reminders',
    columns,
    total: found.length,
    rows: inPieces(found),
  }
}
