/** Numbers that belong to somebody: of a phone, a card, an account. */

const DAY = /\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?!\d)/g
/** Digits as they are meant, however they were set apart; days are none of these. */
const joined = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(DAY, '日')
    .replace(/(?<=\d)[\s–—-]+(?=[\dXx])/g, '')

/** Free words: no number as long as that of a phone. */
export const isNameless = (words: string): boolean => !/\d{11}/.test(joined(words))

/** The number of a document may be long: but it is none of a phone or an identity card. */
export const isNoPersons = (number: string): boolean =>
  !/(?<!\d)(?:(?:86)?1[3-9]\d{9}|[1-9]\d{5}(?:19|20)\d{9}[\dXx])(?!\d)/.test(joined(number))
