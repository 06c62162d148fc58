/** Numbers that belong to somebody: of a phone, a card, an account. */

const DAY = /\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?!\d)/g
/** As it is meant, however wide it was typed; days are no numbers. */
const plain = (words: string): string => words.normalize('NFKC').replace(DAY, '日')

/** What may stand between digits of one number: what stands on another line is another one. */
const GAP = String.raw`(?:[^\S\r\n]|[–—-])*`
const digits = (count: number): string => String.raw`(?:${GAP}\d){${count}}`
const number = (shape: string): RegExp =>
  new RegExp(String.raw`(?<!\d)(?:${shape.replaceAll(' ', GAP)})(?!\d)`)

/** Not a sum from one to another: those say of what. */
const PHONE = number(String.raw`(?:8 6 )?1 [3-9]${digits(9)}(?!\d|\s*[元万块])`)
const LANDLINE = number(String.raw`0\d{2,3} [2-9]${digits(6)}(?: \d)?`)
/** With a day of birth in it. */
const IDENTITY = number(
  String.raw`[1-9]${digits(5)} (?:1 9|2 0)${digits(2)} (?:0 [1-9]|1 [0-2]) (?:0 [1-9]|[12] \d|3 [01])${digits(3)} [\dXx]`,
)
const BANK_CARD = number(String.raw`[3-69]\d{3}(?: \d{4}){3}(?: \d{1,3})?`)

const has = (words: string, shapes: readonly RegExp[]): boolean =>
  shapes.some((shape) => shape.test(plain(words)))

/** The number of a document may be long: but it is none of a phone or an identity card. */
export const isNoPersons = (words: string): boolean => !has(words, [PHONE, IDENTITY])

/** Free words: nothing as long as a phone’s number in one, nor one that was set apart. */
export const isNameless = (words: string): boolean =>
  isNoPersons(words) && !has(words, [/\d{11}/, LANDLINE, BANK_CARD])
