import { type HoldState, holdStates } from '@mashang/shared/issues/holds.words.ts'

/** What can be decided without looking at a place in the words: of one, and of several together. */
export const holdDecisions = { release: '看过，不用动', refuse: '不公开' } as const
export type ManyDecision = keyof typeof holdDecisions

/** The voter hears of what was covered or kept from the public, and nothing of what was left as it was. */
export const decidedWords = (state: HoldState): string =>
  `${holdStates[state]}${state === 'released' ? '' : '，选民看得到理由'}。`
