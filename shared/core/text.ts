/**
 * What text from people may hold. Control characters and lone surrogates cannot be stored by every
 * database; bidirectional overrides make a text read differently from what it is.
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g

/** Text as it is stored: harmless, NFC, line ends as \n, without blanks at both ends. */
export function cleanText(raw: string): string {
  return raw
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(FORBIDDEN, '')
    .normalize('NFC')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

/** One line: line ends and runs of blanks become one blank. */
export const cleanLine = (raw: string): string => cleanText(raw).replace(/\s+/gu, ' ')

/** Whether anything of it can be seen: blanks and characters of no width alone say nothing. */
export const isVisible = (text: string): boolean =>
  /[^\p{C}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u.test(text)

/** Length as people count it: code points, so that a rare character counts once. */
export const characters = (text: string): number => [...text].length

/** The first `limit` characters, with an ellipsis when something was left out. */
export function shorten(text: string, limit: number): string {
  const all = [...text]
  return all.length <= limit ? text : `${all.slice(0, limit - 1).join('')}…`
}
