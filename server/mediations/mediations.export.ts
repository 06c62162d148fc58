import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationRow } from '@mashang/shared/mediations/mediations.model.ts'
import {
  mediationOutcomes,
  mediationSources,
  mediationStates,
  mediatorAnswers,
} from '@mashang/shared/mediations/mediations.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { FileColumn, TableFile } from '../exports/table-export.ts'
import { findMediations, type MediationFilter } from './list.usecases.ts'

/** Never the two sides, nor anybody's words. */
const columns: readonly FileColumn<MediationRow>[] = [
  { of: 'title', title: '标题', cell: (row) => row.title },
  { of: 'title', title: '案号', cell: (row) => row.caseNumber },
  { of: 'title', title: '来源', cell: (row) => mediationSources[row.source] },
  {
    of: 'mediators',
    title: '代表',
    cell: (row) =>
      row.mediators
        .map(({ name, answer }) =>
          answer === 'joined' ? name : `${name}（${mediatorAnswers[answer]}）`,
        )
        .join('、'),
  },
  {
    of: 'registered',
    title: '登记',
    cell: (row) => momentDigits(Date.parse(row.registeredAt)),
  },
  {
    of: 'due',
    title: '期限',
    cell: (row) => row.dueAt && momentDigits(Date.parse(row.dueAt)),
  },
  { of: 'state', title: '状态', cell: (row) => mediationStates[row.state] },
  { of: 'state', title: '结果', cell: (row) => row.outcome && mediationOutcomes[row.outcome] },
  { of: 'state', title: '结束日期', cell: (row) => row.endedOn },
]

/** The mediations of a filter as a file, in the order of the table. */
export const mediationsFile = async (
  context: Context,
  filter: MediationFilter,
  actor: Actor,
): Promise<TableFile<MediationRow>> => ({
  name: '诉前调解',
  table: 'mediations',
  columns,
  ...(await findMediations(context, filter, actor)),
})
