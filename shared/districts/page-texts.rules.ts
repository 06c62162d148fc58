import {
  NAME,
  type PageTexts,
  PHONE,
  pageTextKeys,
  pageTextWords,
  placeholders,
} from './page-texts.words.ts'

/** Whatever looks like a place. */
export const BRACES = /\{[^{}\n]{0,20}\}?|\}|｛[^｝\n]{0,20}｝/g
export const NO_MARKUP = '只写文字，不要写网页代码（尖括号里的标记）。'
export const MARKUP = /<\/?[a-z!][^>]*>?|&(?:[a-z]+|#\d+);/i

/** What is wrong with a text, in one sentence; null: nothing. @param needs what must be in it */
export function faultOfText(words: string, needs?: string): string | null {
  if (MARKUP.test(words)) return NO_MARKUP
  const stranger = (words.match(BRACES) ?? []).find((found) => !(found in placeholders))
  if (stranger !== undefined)
    return `“${stranger}”填不出来；能用的只有 ${Object.keys(placeholders).join('、')}。`
  if (needs !== undefined && words !== '' && !words.includes(needs))
    return `里面要有 ${needs}，不会用手机的人靠它找到人。`
  return null
}

/** Which texts are others now, in words. */
export const textChanges = (before: PageTexts, after: PageTexts): string[] =>
  pageTextKeys
    .filter((key) => before[key] !== after[key])
    .map(
      (key) =>
        `“${pageTextWords[key].label}”：${before[key] || '（空）'} → ${after[key] || '（空）'}`,
    )

/** A text with everything filled in that needs no link. */
export const named = (text: string, name: string): string => text.replaceAll(NAME, name)

/** A text as plain words, for a file or a line. */
export const plainText = (
  text: string,
  district: { name: string; fallbackPhone: string },
): string => named(text, district.name).replaceAll(PHONE, district.fallbackPhone)
