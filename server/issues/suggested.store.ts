import type { IssueFact } from '@mashang/shared/issues/issues.timeline.ts'
import { type Suggested, suggestedOf } from '@mashang/shared/issues/suggested.rules.ts'
import type { Context } from '../core/context.ts'
import { waysOutOf } from '../lineage/lineage.store.ts'

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
