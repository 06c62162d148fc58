import { SUGGESTED } from './clocks.words.ts'
import type { IssueFact } from './issues.timeline.ts'

/** What a voter has of one suggestion: it is waited for, it was answered, or it came to nothing. */
type Outcome = 'waits' | 'answered' | 'nothing'
type Heard = Pick<IssueFact, 'type' | 'data'>

const outcomes: Readonly<Record<string, (fact: Heard) => Outcome>> = {
  [SUGGESTED]: () => 'waits',
  'issue.suggestion-merged': () => 'waits',
  'issue.suggestion-unsatisfied': () => 'waits',
  // What was declined, or merged, goes its way again; a judgement put right leaves the answer.
  'issue.suggestion-corrected': ({ data }) =>
    data.of === 'declined' || data.of === 'merged' ? 'waits' : 'answered',
  // What is promised by a day is told again on it; until then there is nothing to judge.
  'issue.suggestion-answered': ({ data }) =>
    typeof data.promisedFor === 'number' ? 'waits' : 'answered',
  'issue.suggestion-settled': () => 'answered',
  'issue.suggestion-declined': () => 'nothing',
  'issue.suggestion-withdrawn': () => 'nothing',
}

/** Told of all of them at once: none is waited for. */
const OVER = 'issue.suggestion-over'

/** How a matter stands with all that was written from it. */
export interface Suggested {
  /** One of them has no outcome yet: that it was written is no answer. */
  awaits: boolean
  /** A verdict may be given: nothing is waited for, or there was an answer before that began. */
  judgeable: boolean
}

/**
 * Each suggestion by the last that was told of it, so that a new round of it is waited for, too.
 * @param facts oldest first
 * @param ways the suggestions that the matter is behind, each with those that came out of it
 */
export function suggestedOf(
  facts: readonly Heard[],
  ways: ReadonlyMap<string, readonly string[]>,
): Suggested {
  const told = new Map<string, { outcome: Outcome; since: number }>()
  for (const [since, fact] of facts.entries()) {
    if (fact.type === OVER)
      for (const [id, { outcome }] of told) if (outcome === 'waits') told.delete(id)
    const outcome = outcomes[fact.type]?.(fact)
    const { suggestionId: id } = fact.data
    // Of one that it was taken out of again, by a merger that was undone, nothing more will be told.
    if (outcome === undefined || typeof id !== 'string' || !ways.has(id)) continue
    if (told.get(id)?.outcome !== outcome) told.set(id, { outcome, since })
  }
  // What was merged is told of no more: the one that it went into speaks for it.
  const goesOn = (id: string): boolean => ways.get(id)?.some((next) => told.has(next)) === true
  const sinceOf = (wanted: Outcome): number[] =>
    [...told].flatMap(([id, { outcome, since }]) =>
      outcome === wanted && !(outcome === 'waits' && goesOn(id)) ? [since] : [],
    )
  const waits = sinceOf('waits')
  return {
    awaits: waits.length > 0,
    judgeable: Math.min(...sinceOf('answered')) < Math.min(...waits) || waits.length === 0,
  }
}
