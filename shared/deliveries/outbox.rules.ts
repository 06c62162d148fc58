import { matterNotice } from '../matters/matters.words.ts'
import type { Notice } from '../notices/notices.model.ts'

/** What is known of the matter behind a notice when it is about to leave. */
export interface Standing {
  /** Whether a clock of the matter runs. */
  running: boolean
  /** Ids of whoever the running clocks belong to. */
  owners: readonly string[]
}

/**
 * Whether nobody needs to be told any more: it was read in the app, the matter was answered, or it lies
 * with somebody else by now. `data.handler` says whom it lay with; whoever is told may stand in for
 * them, or be told because they have no account.
 * @param ids representative and station of the person, for notices that do not name a handler; empty
 *   for a group
 * @param standing null: not about a matter
 */
export function isStale(
  notice: Pick<Notice, 'kind' | 'data'> & { readAt: number | null },
  ids: readonly string[],
  standing: Standing | null,
): boolean {
  if (notice.readAt !== null) return true
  if (standing === null) return false
  switch (notice.kind) {
    case 'issue.arrived':
    case 'issue.redo':
      return !standing.running || liesElsewhere(notice.data.handler, ids, standing.owners)
    case 'clock.reminded':
    case 'clock.overdue':
    case 'clock.escalated':
    case 'issue.chased':
    case 'issue.reminded':
      return !standing.running
    default: {
      const told = matterNotice(notice.kind)?.notice
      // What waits for the office waits; others may have no part in the matter any more.
      if (told === undefined || told.tasks !== undefined) return false
      return liesElsewhere(undefined, ids, standing.owners)
    }
  }
}

function liesElsewhere(
  handler: Notice['data'][string] | undefined,
  ids: readonly string[],
  owners: readonly string[],
): boolean {
  if (typeof handler === 'string') return !owners.includes(handler)
  return ids.length > 0 && !owners.some((id) => ids.includes(id))
}

/**
 * What many people were told at one moment is one thing to a group or another system.
 * @returns a key that is the same for all of them
 */
export const occasionOf = (notice: Notice): string =>
  [notice.kind, notice.subjectId, notice.data.level ?? '', notice.at].join(' ')
