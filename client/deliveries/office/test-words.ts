import type { TestOutcome } from '@mashang/shared/deliveries/deliveries.model.ts'
import { troubleWords } from '@mashang/shared/deliveries/deliveries.words.ts'

export interface Said {
  good: boolean
  words: string
}

/** What a test says, with the peer's own word where it gave one. */
export const saidOf = ({ trouble, peerCode }: TestOutcome, good: string): Said =>
  trouble === null
    ? { good: true, words: good }
    : { good: false, words: troubleWords[trouble] + (peerCode === null ? '' : `（${peerCode}）`) }
