import { lettersInForce } from './answers.rules.ts'
import { type IssuedLetter, type Lettered, lettersIssued } from './issued-letters.rules.ts'
import { type LetterWords, signedWords } from './letters.rules.ts'

/** 答复函 for everybody. */

/**
 * The answers of a released suggestion that have a letter. A promise that its department has told the
 * end of is history on the page, and a letter of it would be taken for what counts.
 */
export function lettersReleased(of: Lettered): IssuedLetter[] {
  const { publishedAt } = of.matter
  if (publishedAt === null) return []
  const counted = new Set(lettersInForce(of.matter, publishedAt))
  return lettersIssued(of, 'answer').filter(({ letters }) =>
    letters.every((letter) => counted.has(letter)),
  )
}

/** Who signed it and whom to call stays inside, as on its page. */
export function forEverybody(
  { contact: _, ...words }: LetterWords,
  issued: IssuedLetter,
): LetterWords {
  const signed = new Set(issued.letters.map(signedWords))
  return { ...words, signer: null, paragraphs: words.paragraphs.filter((one) => !signed.has(one)) }
}
