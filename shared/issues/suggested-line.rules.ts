import { SUGGESTED } from './clocks.words.ts'
import type { Heard, Suggested } from './suggested.rules.ts'
import {
  READ_WHOLE,
  SUGGESTION_CHOICE,
  suggestionGoesOn,
  suggestionPromised,
} from './suggested.words.ts'

/**
 * How it stands with what was written from a matter, in one line for its voter; null: nothing was, or
 * nothing of it holds.
 * @param asks null: no verdict waits for it; else whether one may be given all the same
 */
export function suggestionLine<Fact extends Heard>(
  { waits: [first], outcome, released }: Suggested<Fact>,
  asks: boolean | null,
  sentenceOf: (fact: Fact) => string | null,
): string | null {
  if (first === undefined) {
    const ended = outcome === null ? null : sentenceOf(outcome)
    return ended !== null && released ? `${ended}${READ_WHOLE}` : ended
  }
  const { phase, last } = first
  const told = last.type === SUGGESTED ? null : sentenceOf(last)
  if (asks === null) return told
  if (asks) return SUGGESTION_CHOICE
  return phase === 'promised' && told !== null
    ? suggestionPromised(told, last.type === 'issue.suggestion-answered')
    : suggestionGoesOn(told, outcome !== null, last.data.joined === true)
}
