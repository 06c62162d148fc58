import { SUGGESTED, SUGGESTION_PUBLISHED, SUGGESTION_UNPUBLISHED } from './clocks.words.ts'
import type { IssueFact } from './issues.timeline.ts'
import type { SuggestionPhase } from './suggested.words.ts'

/** What a voter has of one suggestion: it is waited for, it was answered, or it came to nothing. */
type Outcome = 'waits' | 'answered' | 'nothing'
export type Heard = Pick<IssueFact, 'type' | 'data'>
/** Where it is while it is waited for, else how it ended. */
type Stand = SuggestionPhase | Exclude<Outcome, 'waits'>

const outcomeOf = (stand: Stand): Outcome =>
  stand === 'answered' || stand === 'nothing' ? stand : 'waits'

/** What is promised by a day is told again on it; until then there is nothing to judge. */
const answeredBy = (answer: Heard | undefined): Stand =>
  typeof answer?.data.promisedFor === 'number' ? 'promised' : 'answered'

/** Who has it now: nothing of it ends or begins. */
const atDepartment = (was: Stand | undefined): Stand | undefined =>
  was === 'sent' ? 'assigned' : was

/** @param answer what it was answered with last: where it stands again once the rest is settled */
const stands: Readonly<
  Record<
    string,
    (fact: Heard, was: Stand | undefined, answer: Heard | undefined) => Stand | undefined
  >
> = {
  [SUGGESTED]: () => 'sent',
  // What it went into may be at a department already.
  'issue.suggestion-merged': () => 'assigned',
  'issue.suggestion-assigned': (_, was) => atDepartment(was),
  'issue.suggestion-received': (_, was) => atDepartment(was),
  'issue.suggestion-unsatisfied': ({ data }) => (data.next === 'redo' ? 'redo' : 'mediation'),
  // What was declined, or merged, goes its way again; a judgement put right leaves the answer.
  'issue.suggestion-corrected': ({ data }, _, answer) =>
    data.of === 'declined' || data.of === 'merged' ? 'sent' : answeredBy(answer),
  'issue.suggestion-answered': (fact) => answeredBy(fact),
  // A day that was agreed is a promise, whatever the answer was.
  'issue.suggestion-settled': (fact, _, answer) =>
    typeof fact.data.promisedFor === 'number' ? 'promised' : answeredBy(answer),
  'issue.suggestion-declined': () => 'nothing',
  'issue.suggestion-withdrawn': () => 'nothing',
}

const ANSWERED = 'issue.suggestion-answered'
/** Told of all of them at once: none is waited for. */
const OVER = 'issue.suggestion-over'

/** How a matter stands with all that was written from it. */
export interface Suggested<Fact extends Heard = Heard> {
  /** One of them has no outcome yet: that it was written is no answer. */
  awaits: boolean
  /** A verdict may be given: nothing is waited for, or there was an answer before that began. */
  judgeable: boolean
  /** Each that is waited for, with what was told of it last; the one that was told of last first. */
  waits: { phase: SuggestionPhase; last: Fact }[]
  /** What was told last of one that was answered, else of one that came to nothing; null: neither. */
  outcome: Fact | null
  /** Everybody may read the answer that the outcome tells of. */
  released: boolean
}

/**
 * Each suggestion by the last that was told of it, so that a new round of it is waited for, too.
 * @param facts oldest first
 * @param ways the suggestions that the matter is behind, each with those that came out of it
 */
export function suggestedOf<Fact extends Heard>(
  facts: readonly Fact[],
  ways: ReadonlyMap<string, readonly string[]>,
): Suggested<Fact> {
  const told = new Map<string, { outcome: Outcome; since: number; stand: Stand; last: number }>()
  const answers = new Map<string, Fact>()
  const released = new Set<unknown>()
  for (const [since, fact] of facts.entries()) {
    if (fact.type === OVER)
      for (const [id, { outcome }] of told) if (outcome === 'waits') told.delete(id)
    const { suggestionId: id } = fact.data
    // Of one that it was taken out of again, by a merger that was undone, nothing more will be told.
    if (typeof id !== 'string' || !ways.has(id)) continue
    if (fact.type === SUGGESTION_PUBLISHED) released.add(id)
    if (fact.type === SUGGESTION_UNPUBLISHED) released.delete(id)
    const was = told.get(id)
    const stand = stands[fact.type]?.(fact, was?.stand, answers.get(id))
    if (fact.type === ANSWERED) {
      answers.set(id, fact)
      released.delete(id)
    }
    if (stand === undefined) continue
    const outcome = outcomeOf(stand)
    told.set(id, {
      outcome,
      since: was?.outcome === outcome ? was.since : since,
      stand,
      last: since,
    })
  }
  // What was merged is told of no more: the one that it went into speaks for it.
  const goesOn = (id: string): boolean => ways.get(id)?.some((next) => told.has(next)) === true
  const of = (wanted: Outcome) =>
    [...told]
      .filter(([id, { outcome }]) => outcome === wanted && !(outcome === 'waits' && goesOn(id)))
      .map(([, one]) => one)
      .sort((a, b) => b.last - a.last)
  const [waits, answered] = [of('waits'), of('answered')]
  const first = (some: readonly { since: number }[]): number =>
    Math.min(...some.map(({ since }) => since))
  const end = answered[0] ?? of('nothing')[0]
  const outcome = (end === undefined ? undefined : facts[end.last]) ?? null
  return {
    awaits: waits.length > 0,
    judgeable: first(answered) < first(waits) || waits.length === 0,
    waits: waits.flatMap(({ stand, last }) => {
      const fact = facts[last]
      return fact === undefined || stand === 'answered' || stand === 'nothing'
        ? []
        : [{ phase: stand, last: fact }]
    }),
    outcome,
    released: outcome?.type === ANSWERED && released.has(outcome.data.suggestionId),
  }
}
