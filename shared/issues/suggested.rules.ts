import { SUGGESTED } from './clocks.words.ts'
import type { IssueFact } from './issues.timeline.ts'

/** After which of these its voter waits for more, and after which there is something to judge. */
const waits: Readonly<Record<string, (fact: Pick<IssueFact, 'data'>) => boolean>> = {
  [SUGGESTED]: () => true,
  'issue.suggestion-merged': () => true,
  'issue.suggestion-unsatisfied': () => true,
  // What was declined, or merged, goes its way again; a judgement put right leaves the answer.
  'issue.suggestion-corrected': ({ data }) => data.of === 'declined' || data.of === 'merged',
  'issue.suggestion-answered': () => false,
  'issue.suggestion-settled': () => false,
  'issue.suggestion-declined': () => false,
  'issue.suggestion-withdrawn': () => false,
  'issue.suggestion-over': () => false,
}

/**
 * Whether a matter that became a suggestion has no outcome yet: that it was written is no answer to
 * be judged. By the last that was told of it, so that a new round of it is waited for, too.
 * @param facts oldest first
 */
export const awaitsSuggestion = (facts: readonly Pick<IssueFact, 'type' | 'data'>[]): boolean => {
  const last = facts.findLast(({ type }) => waits[type] !== undefined)
  return last !== undefined && waits[last.type]?.(last) === true
}
