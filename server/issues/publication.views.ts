import { toIso } from '@mashang/shared/core/clock.ts'
import { verdictWords } from '@mashang/shared/issues/issues.words.ts'
import type { PublishedMatter } from '@mashang/shared/issues/published.model.ts'
import type { IssueRecord } from './issues.store.ts'

/** What the office released of a matter. */
export function publishedMatter(issue: IssueRecord): PublishedMatter {
  const solved = issue.verdictSolved
  return {
    id: issue.id,
    title: issue.publishedTitle ?? '',
    filedAt: toIso(issue.filedAt),
    respondedAt: toIso(issue.respondedAt ?? issue.filedAt),
    outcome: solved === null ? '已答复' : `解决情况：${verdictWords[solved]}`,
    good: solved === 'satisfied' || solved === 'acceptable',
  }
}
