import { Failure } from '@mashang/shared/core/errors.ts'
import { officeOf } from '@mashang/shared/districts/office.words.ts'
import { type ReportItem, reportOf } from '@mashang/shared/suggestions/report.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { docxBytes } from '../core/docx/write.ts'
import { departmentsEver } from '../departments/departments.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { figuresOf } from './figures.usecases.ts'
import { type FoundRow, findSuggestions } from './list.usecases.ts'
import { reportBlocks } from './report.docx.ts'
import { periodsNow } from './suggestions.store.ts'
import { byAccount } from './suggestions.usecases.ts'

const itemOf = ({ row, record }: FoundRow): ReportItem => ({
  ...record,
  number: row.number ?? '',
  owed: row.owed,
  dueAt: row.answerDueAt === null ? null : Date.parse(row.answerDueAt),
})

/**
 * 代表建议办理情况报告 of a year as a Word file. Who took it is in the ledger before it leaves.
 * Throws where the year has no suggestions.
 */
export async function suggestionReport(
  context: Context,
  { year }: { year: number },
  actor: Actor,
): Promise<{ name: string; bytes: Buffer }> {
  const { found, rowsOf } = await findSuggestions(context, { year, sort: 'number' }, actor)
  if (found.length === 0) throw new Failure(suggestionErrors.reportEmpty)
  const now = context.clock.now()
  const { name: district } = await districtNow(context)
  const departments = await departmentsEver(context)
  const names = new Map(departments.map(({ id, name }) => [id, name]))
  const report = reportOf({
    year,
    now,
    district,
    office: officeOf(district),
    items: (await rowsOf(found)).map(itemOf),
    figures: (await figuresOf(context, actor, { year })).items,
    departments: departments.flatMap(({ id, mergedInto }) => (mergedInto === null ? [id] : [])),
    department: (id) => names.get(id) ?? '一个单位',
    classes: (await periodsNow(context)).classes,
  })
  await context.db.commit(
    context.district,
    [],
    [
      {
        at: now,
        type: 'suggestion.report-taken',
        actor: byAccount(actor),
        subject: { kind: 'table', id: 'suggestions' },
        data: { year, rows: found.length },
      },
    ],
  )
  const bytes = await docxBytes({
    title: report.name,
    author: report.signature,
    madeAt: now,
    blocks: reportBlocks(report),
  })
  return { name: `${report.name}.docx`, bytes }
}
