import { toIso } from '@mashang/shared/core/clock.ts'
import type { OfficeTask } from '@mashang/shared/issues/issues.words.ts'
import type { Context } from '../core/context.ts'
import { type IssueRecord, verdictsOf } from './issues.store.ts'

/** The verdict that counts, or that led to doing it once more; and those before it. */
export async function verdictsView(context: Context, issue: IssueRecord) {
  const views = (await verdictsOf(context, issue.id)).map((row) => ({
    answer: row.answer,
    solved: row.solved,
    onlyAcknowledged: row.onlyAcknowledged,
    text: row.text,
    at: toIso(row.at),
  }))
  const shown = issue.verdictAt !== null || issue.state === 'redo'
  const last = shown ? views.pop() : undefined
  return { verdict: last ?? verdictOf(issue), earlierVerdicts: views }
}

/** What was judged before all verdicts were kept. */
const verdictOf = (issue: IssueRecord) =>
  issue.verdictAt === null || issue.verdictAnswer === null || issue.verdictSolved === null
    ? null
    : {
        answer: issue.verdictAnswer,
        solved: issue.verdictSolved,
        onlyAcknowledged: issue.onlyAcknowledged ?? false,
        text: issue.verdictText,
        at: toIso(issue.verdictAt),
      }

/** What of a matter waits for the office. */
export const tasksOf = (issue: IssueRecord): OfficeTask[] =>
  issue.state === 'withdrawn'
    ? []
    : [
        ...(issue.officeTask === null ? [] : [issue.officeTask]),
        ...(issue.acknowledgement === 'pending' ? (['acknowledgement'] as const) : []),
      ]
