import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'

/** Nobody has answered this voter yet, and whoever looks may: the clock of 24 hours stops at words only. */
export const owesWords = ({ can, clock }: IssueView): boolean =>
  can.answer && clock.stoppedAt === null

/** Where the words are written; they begin with what became of the matter. */
export const answerPage = (issueId: string, state: SuggestionState): string =>
  `/issues/${issueId}/answer?suggested=${state === 'cosigning' ? 'cosigning' : 'sent'}`
