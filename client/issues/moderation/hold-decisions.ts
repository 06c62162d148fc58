/** What can be decided without looking at a place in the words: of one, and of several together. */
export const holdDecisions = { release: '看过，不用动', refuse: '不公开' } as const
export type ManyDecision = keyof typeof holdDecisions
