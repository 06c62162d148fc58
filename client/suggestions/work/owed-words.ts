import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'

/** The voter waits for words, first ones or others after a bad verdict: only words stop their clock. */
export const owesWords = ({ can, clock, state }: IssueView): boolean =>
  can.answer && (clock.stoppedAt === null || state === 'redo')

/** "王女士", or who they are where they gave no name. */
export const voterNamed = ({ voter }: Pick<IssueView, 'voter'>): string =>
  voter === '匿名' ? '这位选民' : voter

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
