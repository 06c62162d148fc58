import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'

/** The voter waits for words, first ones or others after a bad verdict: only words stop their clock. */
export const owesWords = ({ can, clock, state }: IssueView): boolean =>
  can.answer && (clock.stoppedAt === null || state === 'redo')

const NOT_AWAY: readonly SuggestionState[] = ['draft', 'returned', 'withdrawn', 'declined']
/** It has left its writer: words that were to go with it are gone, or are owed. */
export const isAway = (state: SuggestionState): boolean => !NOT_AWAY.includes(state)

/**
 * The voters' matters that one suggestion came out of directly, as far as whoever looks may open them:
 * written into it or joined to it.
 */
export function mattersBehind({
  matters,
  links,
}: Pick<LineageView, 'matters' | 'links'>): string[] {
  return links.flatMap(([from, to]) => {
    const { kind, to: page } = matters[from] ?? {}
    const id = kind === 'issue' && matters[to]?.here ? page?.split('/').at(-1) : undefined
    return id === undefined ? [] : [id]
  })
}

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
