import type { EpochMs } from '../core/clock.ts'
import { type AnswerClass, answerClasses, type ClassWords } from './suggestions.words.ts'

/** What a fact of the ledger says of how a district says A, B and C; older facts say nothing of it. */
export interface ClassesSaid {
  at: EpochMs
  accountId: string | null
  words: ClassWords | null
}

/** An edition of these words. 1 is what the system came with. */
export interface ClassEdition {
  version: number
  at: EpochMs
  accountId: string | null
  content: ClassWords
  changes: string[]
  /** The edition that it says anew; null: it was never said so before. */
  backTo: number | null
}

const classes = Object.keys(answerClasses) as AnswerClass[]

const changesOf = (before: ClassWords, after: ClassWords): string[] =>
  classes.flatMap((of) =>
    before[of] === after[of] ? [] : [`${of} 类“${before[of]}”改成“${after[of]}”`],
  )

/** Every edition that was saved, the newest first. @param said the oldest first */
export function classEditions(said: readonly ClassesSaid[]): ClassEdition[] {
  const editions: ClassEdition[] = []
  const standard: ClassWords = { ...answerClasses }
  for (const { at, accountId, words } of said) {
    if (words === null) continue
    const earlier = [standard, ...editions.map(({ content }) => content)]
    const changes = changesOf(earlier.at(-1) ?? standard, words)
    // Other periods were changed, and these words were not.
    if (changes.length === 0) continue
    const same = earlier.findIndex((one) => changesOf(one, words).length === 0)
    editions.push({
      version: earlier.length + 1,
      at,
      accountId,
      content: words,
      changes,
      backTo: same < 0 ? null : same + 1,
    })
  }
  return editions.reverse()
}
