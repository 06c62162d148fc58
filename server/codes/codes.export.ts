import type { CodeRow } from '@mashang/shared/codes/codes.model.ts'
import { codeKinds, codeStates } from '@mashang/shared/codes/codes.words.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { type CodeFilter, findCodes } from './codes.list.ts'

const columns: readonly FileColumn<CodeRow>[] = [
  { of: 'name', title: '名字', cell: (row) => row.name },
  { of: 'kind', title: '是谁的码', cell: (row) => codeKinds[row.kind] },
  { of: 'state', title: '状态', cell: (row) => codeStates[row.state] },
  { of: 'url', title: '地址', cell: (row) => row.url },
  { of: 'made', title: '什么时候发的', cell: (row) => momentDigits(Date.parse(row.madeAt)) },
]

/** The codes of a filter, of those that somebody sees, in the order of the table, as a file. */
export async function codesFile(
  context: Context,
  filter: CodeFilter,
  actor: Actor,
): Promise<TableFile<CodeRow>> {
  const { records, rowOf } = await findCodes(context, filter, actor)
  return {
    name: '码',
    table: 'codes',
    columns,
    total: records.length,
    rows: inPieces(records.map(rowOf)),
  }
}
