import { SUGGESTED } from '@mashang/shared/issues/clocks.words.ts'
import type { IssueFact } from '@mashang/shared/issues/issues.timeline.ts'
import { type Suggested, suggestedOf } from '@mashang/shared/issues/suggested.rules.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { stopPromise } from '../core/deadlines/deadlines.store.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { waysOutOf } from '../lineage/lineage.store.ts'
import type { IssueRecord } from './issues.store.ts'
import { promiseClock } from './resolution.store.ts'
import { factOf } from './timeline.views.ts'

/** How a matter stands with what was written from it; of most nothing was, and nothing is read. */
export async function suggestedNow(
  context: Context,
  issueId: string,
  facts: readonly IssueFact[],
): Promise<Suggested<IssueFact>> {
  const heard = facts.filter(({ type }) => type.startsWith('issue.suggestion-'))
  if (heard.length === 0) return suggestedOf([], new Map())
  return suggestedOf(heard, await waysOutOf(context, { kind: 'issue', id: issueId }, 'suggestion'))
}

/**
 * For a commit: the clock of what is promised by words. While a suggestion is waited for, it stands
 * aside from its first moment, so that never two run.
 */
export async function promiseOf(
  context: Context,
  issue: IssueRecord,
  owner: Parameters<typeof promiseClock>[2],
  now: number,
): Promise<Write[]> {
  const clock = await promiseClock(context, issue, owner, now)
  const { district } = context
  const { awaits } = await suggestedNow(
    context,
    issue.id,
    (await factsOf(context, issue.id)).map(factOf),
  )
  const aside = { district, subjectId: issue.id, stoppedAt: now, stoppedBy: SUGGESTED }
  return awaits ? [...clock, stopPromise(aside)] : clock
}
