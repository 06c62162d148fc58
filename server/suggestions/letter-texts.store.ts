import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { letterTextChanges } from '@mashang/shared/suggestions/letter-texts.rules.ts'
import {
  type LetterTexts,
  STANDARD_LETTERS,
  wholeLetterTexts,
} from '@mashang/shared/suggestions/letter-texts.words.ts'
import type { Context } from '../core/context.ts'
import { allEditions, type Editions } from '../districts/editions.store.ts'

export const letterEditions: Editions<LetterTexts> = {
  subject: 'letters',
  standard: { ...STANDARD_LETTERS },
  whole: wholeLetterTexts,
  changesOf: letterTextChanges,
  fact: 'district.letters-changed',
}

/** The words of letters as they were at a moment: one that is printed again says what it said. */
export async function letterTextsAt(context: Context): Promise<(at: EpochMs) => LetterTexts> {
  const editions = await allEditions(context, letterEditions.subject)
  return (at) => {
    const then = editions.find((one) => one.at <= at)
    return then === undefined
      ? letterEditions.standard
      : wholeLetterTexts(then.content as Partial<LetterTexts>)
  }
}
