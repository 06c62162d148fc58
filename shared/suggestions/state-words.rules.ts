import { type SuggestionState, suggestionStates } from './suggestions.words.ts'

interface Seen {
  state: SuggestionState
  answeredAt: number | string | null
}

/** Of an earlier year's list that says no answer: it is over, and nobody knows that it was ended. */
export const isLeftUnanswered = ({ state, answeredAt }: Seen): boolean =>
  state === 'closed' && answeredAt === null

export const LEFT_UNANSWERED = '没有答复'

/** How far a suggestion is. */
export const stateWords = (of: Seen): string =>
  isLeftUnanswered(of) ? LEFT_UNANSWERED : suggestionStates[of.state]
