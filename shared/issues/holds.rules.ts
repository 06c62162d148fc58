import type { ErrorKind } from '../core/errors.ts'
import { guessDanger } from './guess.rules.ts'
import { holdErrors } from './holds.errors.ts'
import { COVER, type HoldReason, type HoldState } from './holds.words.ts'

/** A mobile or fixed number, or an identity number (GB 11643), with the blanks people put in. */
const NUMBERS =
  /(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?[2-9]\d{6,7}|\d{6}(?:19|20)\d{2}(?:0\d|1[0-2])\d{5}[\dXx])(?!\d)/

/** Whether words hold a number that belongs to somebody. Names are found by people, not by this. */
export const holdsNumber = (text: string): boolean => NUMBERS.test(text.normalize('NFKC'))

/**
 * Why the office has a look at a voter's words; null: nothing calls for it.
 * @param publish whether the matter may become public
 */
export const holdInWords = (words: string, publish: boolean): HoldReason | null => {
  if (guessDanger(words) !== null) return 'danger'
  return publish && holdsNumber(words) ? 'personal' : null
}

/**
 * The same of what was just filed, wherever in it it stands. It goes to its representative all the
 * same, at once, and the clock runs.
 */
export const holdAtFiling = (filing: {
  title: string
  text: string
  place: string
  publish: boolean
}): HoldReason | null =>
  holdInWords(`${filing.title}\n${filing.text}\n${filing.place}`, filing.publish)

/** From one place in a text to another, in UTF-16 units, as a selection gives them. */
export interface Passage {
  from: number
  to: number
}

/**
 * The text with its passages covered, character by character; lines stay lines. Null where a passage
 * lies outside of the text or holds nothing: then somebody looked at another text.
 */
export function covered(text: string, passages: readonly Passage[]): string | null {
  const outside = passages.some(({ from, to }) => from < 0 || to > text.length || from >= to)
  if (outside) return null
  let at = 0
  let made = ''
  for (const character of text) {
    const end = at + character.length
    const under = passages.some(({ from, to }) => from < end && to > at)
    made += under && character !== '\n' ? COVER : character
    at = end
  }
  return made
}

/** A hold is decided once. */
export const mayDecideHold = (state: HoldState): boolean => state === 'waiting'

/**
 * Why a hold is not decided in this way; null: it may be.
 * @param publish whether its matter may still become public
 */
export function whyNotDecided(
  hold: { state: HoldState; reason: HoldReason },
  decision: 'release' | 'refuse' | 'redact',
  publish: boolean,
): ErrorKind | null {
  if (!mayDecideHold(hold.state)) return holdErrors.decided
  if (hold.reason === 'flood') return holdErrors.ofFlood
  return decision === 'refuse' && !publish ? holdErrors.notForRefusal : null
}
