import { filledLetter, type PlaceValues, paragraphsOf, placed } from './letter-texts.rules.ts'

/**
 * Clerks write an answer as a letter: to whom it is, that the suggestion has come, thanks. Where their
 * own words have one of these, the template's are left out; what was signed stays as it was written.
 */

const HELLO = '[您你]好'
/** "尊敬的李娜代表：", "李娜、王伟代表，您好！": what comes after it goes on as a paragraph of its own. */
const GREETINGS: readonly RegExp[] = [
  // Whoever begins with 尊敬的 addresses somebody, also 尊敬的人大代表李娜.
  new RegExp(`^(?<to>尊敬的[^：:，,。！!]{1,30}?)\\s*(?:[：:，,]|(?=${HELLO}))(?<rest>.*)$`, 'u'),
  new RegExp(`^(?<to>[^：:，,。！!的]{0,30}代表(?:们|同志)?)\\s*[，,]?(?<rest>${HELLO}.*)$`, 'u'),
]
/**
 * These begin a paragraph of what was done just as well: 一、走访人大代表：… What somebody is told begins
 * with 您; 李代表：同意先装六个小区 tells of a talk.
 */
const ADDRESSES: readonly RegExp[] = [
  /^(?<to>[^：:，,。！!的]{0,30}代表(?:[^：:，,。！!的]{1,10}同志|们|同志)?)\s*[：:]\s*(?<rest>(?:[您你].*)?)$/u,
  /^(?<to>[^：:，,。！!的]{0,30}代表)[，,](?<rest>您.*)$/u,
]
/** That it has come, and that the answer follows. */
const OPENING = /收悉|建议.{0,20}(?:已|业已)?收到|[答回]复如下|情况.{0,6}如下[：:]?$/u
const CLOSINGS: readonly RegExp[] = [/感谢|谢谢/u, /(?:特此|专此|此致|谨此).{0,4}|此复/u]
/** What a paragraph says besides: then it is more than a formula. */
const MORE = /\{(?!建议编号|标题|领衔代表|交办日期)[^}]*\}/u
/** In which paragraphs of an answer an opening or a closing is looked for. */
const NEAR = 2

/** Whether it names who made the suggestion, at its beginning: 李娜代表, 李代表, 区人大李娜代表; or all of them. */
function namesThem(to: string, authors: readonly string[]): boolean {
  const plain = to.replaceAll(/\s/g, '')
  if (/^(?:各位)?(?:人大)?代表们?$/u.test(plain)) return true
  const called = plain.replace(/代表(?:们|同志)?$/u, '')
  return authors.some((name) => {
    const [before = '', ...more] = plain.split(name)
    return (
      name.startsWith(called) || (more.length > 0 && /^(?:[^、]*人大(?:代表)?)?$/u.test(before))
    )
  })
}

/** An address that says of nobody who it is: the letter has the names. */
const UNNAMED = /^(?:尊敬的)?(?:人大)?代表(?:同志)?$/u

/** Whom the clerk addresses, and what follows; null: nobody. Who has no name (`to` null) gets theirs. */
function salutationIn(
  words: readonly string[],
  authors: readonly string[],
): { to: string | null; rest: string[] } | null {
  const [first = '', ...more] = words
  const greeting = GREETINGS.map((one) => one.exec(first)?.groups).find((one) =>
    one?.to?.includes('代表'),
  )
  const address = ADDRESSES.map((one) => one.exec(first)?.groups).find(
    (one) => one?.to !== undefined && namesThem(one.to, authors),
  )
  const { to, rest = '' } = greeting ?? address ?? {}
  if (to === undefined) return null
  // In the middle of a sentence it is not to be cut off: 代表您好：关于路灯……
  if (UNNAMED.test(to.trim())) return rest.trim() === '' ? { to: null, rest: more } : null
  return { to: to.trim(), rest: rest.trim() === '' ? more : [rest.trim(), ...more] }
}

/** Whether words name a suggestion by its number: "石拐建〔2026〕12 号", "第12号". */
function namesIt(words: string, number: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s/g, '')
  const own = /(\d+)号$/u.exec(plain(number))?.[1]
  return (
    plain(words).includes(plain(number)) ||
    (own !== undefined && new RegExp(`(?<!\\d)0*${own}号`, 'u').test(plain(words)))
  )
}

/**
 * The answer in the words of the template and the clerk.
 * @param number of the suggestion: it is named in any case
 * @param authors names of whoever made it
 */
export function answerLetter(
  template: string,
  places: PlaceValues,
  number: string,
  authors: readonly string[],
): { to: string | null; paragraphs: string[] } {
  const own = [places.答复内容 ?? []].flat()
  const salutation = salutationIn(own, authors)
  const words = salutation?.rest ?? own
  const opening = words.slice(0, NEAR).filter((one) => OPENING.test(one))
  const end = words.slice(-NEAR)
  const body = paragraphsOf(template)
  const at = body.indexOf(placed('答复内容'))
  const left = (paragraph: string, nth: number): boolean =>
    !MORE.test(paragraph) &&
    (nth < at
      ? opening.length > 0 && OPENING.test(paragraph)
      : CLOSINGS.some((one) => one.test(paragraph) && end.some((said) => one.test(said))))
  const kept = body.filter((paragraph, nth) => !left(paragraph, nth))
  const dropped = body.filter(left).join().includes(placed('建议编号'))
  const named = !dropped || places.建议编号 === null || namesIt(opening.join(), number)
  const answer = named ? words : [...words, `建议编号：${number}`]
  return {
    to: salutation?.to ?? null,
    paragraphs: filledLetter(kept.join('\n'), { ...places, 答复内容: answer }),
  }
}
