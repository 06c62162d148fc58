import type { ReportTable, ReportWords } from '@mashang/shared/suggestions/report.rules.ts'
import type { WordBlock, WordLook } from '../core/docx/document.ts'

const text = (look: WordLook, words: string): WordBlock => ({ kind: 'text', look, text: words })
const blank: WordBlock = { kind: 'blank' }

const table = ({ columns, rows }: ReportTable): WordBlock => ({
  kind: 'table',
  columns,
  rows: rows.map((cells) => ({ cells: cells.map((one) => ({ text: one })) })),
  head: 1,
})

/** A report as blocks of a Word file. */
export const reportBlocks = (report: ReportWords): WordBlock[] => [
  text('title', report.title),
  blank,
  text('addressee', `${report.to}：`),
  text('body', report.opening),
  ...report.sections.flatMap((one) => [
    text('heading', one.heading),
    ...one.paragraphs.map((words) => text('body', words)),
    ...(one.table === null ? [] : [table(one.table)]),
    ...one.after.map((words) => text('body', words)),
  ]),
  text('body', report.closing),
  blank,
  text('signature', report.signature),
  text('signature', report.date),
]
