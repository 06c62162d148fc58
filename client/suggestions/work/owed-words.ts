import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'

/** Nobody has answered this voter yet, and whoever looks may: the clock of 24 hours stops at words only. */
export const owesWords = ({ can, clock }: IssueView): boolean =>
  can.answer && clock.stoppedAt === null

const begins: Partial<Record<SuggestionState, string>> = {
  cosigning: 'cosigning',
  review: 'sent',
  assigned: 'underway',
  objected: 'underway',
  handling: 'underway',
  signing: 'underway',
}

/** Where the words are written; they begin with how far the suggestion is, while that says it all. */
export function answerPage(issueId: string, state: SuggestionState): string {
  const how = begins[state]
  return `/issues/${issueId}/answer${how === undefined ? '' : `?suggested=${how}`}`
}
