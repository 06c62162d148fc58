import { stateWordsOf } from '../issues/clocks.words.ts'
import type { IssueState } from '../issues/issues.words.ts'
import type { NoticeKind } from './notices.model.ts'

/** Notices that ask for words to a voter, so that what they say is over once these were sent. */
const ASKING: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'issue.arrived',
  'issue.reminded',
  'issue.chased',
  'issue.redo',
  'clock.reminded',
  'clock.overdue',
  'clock.escalated',
])

/** A clock of a matter that runs and waits for words. */
export interface OwedClock {
  id: string
  subjectId: string
}

/**
 * How the matter of a notice stands by now where what the notice asked for is done; null: it still
 * waits, or nothing was asked. One that speaks for many says nothing of one of them.
 */
export function sinceThen(
  notice: { kind: NoticeKind; subjectId: string; data: Record<string, unknown> },
  state: IssueState,
  owed: readonly OwedClock[],
): string | null {
  const { kind, subjectId, data } = notice
  if (!ASKING.has(kind) || data.held === true || data.how === 'let-through') return null
  const waits = owed.some((clock) =>
    typeof data.deadlineId === 'string'
      ? clock.id === data.deadlineId
      : clock.subjectId === subjectId,
  )
  return waits ? null : stateWordsOf(state, false)
}
