import type { departmentsApi } from '@mashang/shared/departments/departments.api.ts'
import type { DepartmentView } from '@mashang/shared/departments/departments.model.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { answersTo } from '../core/pinyin.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { allAliases } from './aliases.store.ts'
import { allDepartments, departmentsEver } from './departments.store.ts'
import { type DepartmentsWithAccount, viewOf } from './departments.usecases.ts'

type DepartmentFilter = z.output<NonNullable<typeof departmentsApi.list.query>>

const collator = new Intl.Collator('zh-CN')
const by: Record<string, (a: DepartmentView, b: DepartmentView) => number> = {
  name: (a, b) => collator.compare(a.name, b.name),
  account: (a, b) => Number(b.account) - Number(a.account),
}

/** The departments of a filter; as they were added where no order is named. */
export async function listDepartments(
  context: Context,
  { q = '', account, sort }: DepartmentFilter,
  withAccount: DepartmentsWithAccount,
): Promise<DepartmentView[]> {
  const known = await withAccount()
  const aliases = await allAliases(context)
  const ever = await departmentsEver(context)
  const found = (await allDepartments(context))
    .map((row) => viewOf(row, known, aliases, ever))
    .filter(
      (row) =>
        (account === undefined || row.account === (account === 'yes')) &&
        (q === '' || [row, ...row.aliases].some(({ name }) => answersTo(q, { name }, 'place'))),
    )
  const compare = by[sort?.replace('-', '') ?? '']
  if (compare === undefined) return found
  const turn = sort?.startsWith('-') ? -1 : 1
  return found.sort((a, b) => turn * compare(a, b))
}

const columns: readonly FileColumn<DepartmentView>[] = [
  { of: 'name', title: '单位', cell: (row) => row.name },
  {
    of: 'aliases',
    title: '别名',
    cell: (row) => row.aliases.map(({ name }) => name).join('、'),
  },
  { of: 'account', title: '账号', cell: (row) => (row.account ? '有' : '没有') },
]

/** The same as a file. */
export async function departmentsFile(
  context: Context,
  filter: DepartmentFilter,
  withAccount: DepartmentsWithAccount,
): Promise<TableFile<DepartmentView>> {
  const found = await listDepartments(context, filter, withAccount)
  return {
    name: '承办单位',
    table: 'departments',
    columns,
    total: found.length,
    rows: inPieces(found),
  }
}
