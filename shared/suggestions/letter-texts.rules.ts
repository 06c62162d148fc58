import { BRACES, MARKUP, NO_MARKUP } from '../districts/page-texts.rules.ts'
import {
  blockPlaces,
  type LetterPlace,
  type LetterTextKey,
  type LetterTexts,
  letterTextKeys,
  optionalPlaces,
  wordsOfLetterText,
} from './letter-texts.words.ts'

/** What a place says in one letter; several paragraphs, or null: nothing. */
export type PlaceValues = Readonly<Record<LetterPlace, string | readonly string[] | null>>

export const placed = (place: LetterPlace): string => `{${place}}`

export const paragraphsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const placesIn = (text: string): LetterPlace[] =>
  (text.match(BRACES) ?? []).map((found) => found.slice(1, -1) as LetterPlace)

/** What is wrong with one paragraph, whatever the others say. */
function faultOfParagraph(paragraph: string, needs: readonly LetterPlace[]): string | null {
  const there = placesIn(paragraph)
  const block = there.find((place) => blockPlaces.has(place))
  if (block !== undefined && paragraph !== placed(block))
    return `${placed(block)} 有好几段，要自己占一行，前后不写别的。`
  const optional = there.find((place) => optionalPlaces.has(place))
  const needed = there.find((place) => needs.includes(place) && place !== optional)
  return optional === undefined || needed === undefined
    ? null
    : `${placed(optional)} 没有内容时整段不印，不要和 ${placed(needed)} 写在同一段，请另起一行。`
}

/** What is wrong with one text of a letter, in one sentence; null: nothing. */
export function faultOfLetterText(key: LetterTextKey, text: string): string | null {
  const { label, places, needs, most, line, optional } = wordsOfLetterText(key)
  const say = (what: string): string => `${label}：${what}`
  if (paragraphsOf(text).length === 0) return optional ? null : say('不能空着。')
  if ([...text].length > most) return say(`太长了，最多 ${most} 个字。`)
  if (line && text.includes('\n')) return say('只写一行。')
  if (MARKUP.test(text)) return say(NO_MARKUP)
  const known = new Set<string>(places.map(placed))
  const stranger = (text.match(BRACES) ?? []).find((found) => !known.has(found))
  if (stranger !== undefined)
    return say(`“${stranger}”填不出来；能用的只有 ${places.map(placed).join('、')}。`)
  const missing = needs.find((place) => !text.includes(placed(place)))
  if (missing !== undefined) return say(`里面要有 ${placed(missing)}。`)
  for (const paragraph of paragraphsOf(text)) {
    const fault = faultOfParagraph(paragraph, needs)
    if (fault !== null) return say(fault)
  }
  return null
}

/** A text with its places filled in, once: what a person wrote is never read as a place. */
export const filledLetter = (text: string, values: PlaceValues): string[] =>
  paragraphsOf(text).flatMap((paragraph) => {
    const there = placesIn(paragraph)
    if (there.some((place) => values[place] === null)) return []
    const [only] = there
    const block = only !== undefined && paragraph === placed(only) ? values[only] : null
    if (Array.isArray(block)) return block
    return paragraph.replaceAll(BRACES, (found) =>
      String(values[found.slice(1, -1) as LetterPlace]),
    )
  })

/** Which texts are others now, in words. */
export const letterTextChanges = (before: LetterTexts, after: LetterTexts): string[] =>
  letterTextKeys
    .filter((key) => before[key] !== after[key])
    .map((key) => `${wordsOfLetterText(key).label}：${after[key] || '（空）'}`)
