import { DAY, type EpochMs } from '../core/clock.ts'
import type { IssueState } from './issues.words.ts'

/**
 * How long contacts are kept, as the form promises ("办好 6 个月遮住，3 年删掉"): shortest retention,
 * 个人信息保护法 19. Counted in days from the end of a matter. [default]
 */
export const MASK_AFTER = 183 * DAY
export const ERASE_AFTER = 1096 * DAY

/** States in which nobody works on a matter any more. */
export const endedStates: readonly IssueState[] = [
  'answered',
  'concluded',
  'declined',
  'closed',
  'withdrawn',
]

interface Ended {
  state: IssueState
  filedAt: EpochMs
  respondedAt: EpochMs | null
  endedAt: EpochMs | null
  verdictAt: EpochMs | null
}

/** When a matter ended; null while somebody still works on it. */
export const endedAt = (issue: Ended): EpochMs | null =>
  endedStates.includes(issue.state)
    ? (issue.verdictAt ?? issue.endedAt ?? issue.respondedAt ?? issue.filedAt)
    : null

/** Whether a contact may not be opened any more. */
export function isMasked(issue: Ended, now: EpochMs): boolean {
  const end = endedAt(issue)
  return end !== null && now > end + MASK_AFTER
}
