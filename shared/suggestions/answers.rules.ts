import type { EpochMs } from '../core/clock.ts'
import type { Feedback } from './judging.model.ts'
import type { Handler, Letter, Matter } from './matter.rules.ts'
import type { AnswerClass, Satisfaction, SolvedWay } from './suggestions.words.ts'

/** Who answers, what is in force of it, and what was said of it. */

export const mainHandlers = (matter: Matter): Handler[] =>
  matter.handlers.filter(({ part }) => part !== 'co')

export const coHandlers = (matter: Matter): Handler[] =>
  matter.handlers.filter(({ part }) => part === 'co')

/** Who answers in this round: everybody who does, or only those whose answer was not good enough. */
export const answering = (matter: Matter): Handler[] =>
  mainHandlers(matter).filter(
    ({ departmentId }) => matter.round === 0 || (matter.again?.includes(departmentId) ?? true),
  )

/** Who has signed a letter of the present round. */
export const signersNow = (matter: Matter): Set<string> =>
  new Set(
    lettersNow(matter).flatMap(({ departmentId, signedAt }) =>
      signedAt === null ? [] : [departmentId],
    ),
  )

/** Whether this department's answer is what is being made now. */
export const owesAnswer = (matter: Matter, own: string): boolean =>
  answering(matter).some(({ departmentId }) => departmentId === own) && !signersNow(matter).has(own)

/** Whether everybody who answers in this round has. */
export function allSigned(matter: Matter): boolean {
  const signed = signersNow(matter)
  return answering(matter).every(({ departmentId }) => signed.has(departmentId))
}

/** What of an answer this round has: letters of the present round that redeem nothing. */
export const lettersNow = (matter: Matter): Letter[] =>
  matter.letters.filter(({ round, redeems }) => round === matter.round && !redeems)

/** The signed letters that count: of each department that answers now the last one, up to a moment. */
export function lettersInForce(matter: Matter, until: EpochMs = Infinity): Letter[] {
  const last = new Map<string, Letter>()
  const main = mainHandlers(matter)
  // Lists of earlier years name co-handlers alone at times; then the answer is theirs.
  const counted = new Set(
    (main.length > 0 ? main : matter.handlers).map(({ departmentId }) => departmentId),
  )
  for (const letter of matter.letters)
    if (letter.signedAt !== null && letter.signedAt <= until && counted.has(letter.departmentId))
      last.set(letter.departmentId, letter)
  return [...last.values()]
}

/** Those that count, each after the promises of its department that it tells the end of. */
export function lettersTold(matter: Matter, until: EpochMs = Infinity): Letter[] {
  const chain = (last: Letter): Letter[] => {
    if (!last.redeems) return [last]
    const earlier = matter.letters.slice(0, matter.letters.indexOf(last))
    const promise = earlier
      .filter(
        ({ departmentId, signedAt }) => departmentId === last.departmentId && signedAt !== null,
      )
      .at(-1)
    return promise === undefined ? [last] : [...chain(promise), last]
  }
  return lettersInForce(matter, until).flatMap(chain)
}

/** Who answers; of a list that names co-handlers alone, whoever did. */
export const answerersOf = (matter: Matter): string[] => {
  const main = mainHandlers(matter)
  return main.length > 0
    ? main.map(({ departmentId }) => departmentId)
    : lettersInForce(matter).map(({ departmentId }) => departmentId)
}

/** Whether it is public, and something was signed since that is not. */
export const answersUnreleased = ({ publishedAt, letters }: Matter): boolean =>
  publishedAt !== null &&
  letters.some(({ signedAt }) => signedAt !== null && signedAt > publishedAt)

/** The class of the whole: of several answers the one that is furthest from solved. */
export function classOf(matter: Matter): AnswerClass | null {
  const classes = lettersInForce(matter).map((letter) => letter.class)
  return (['C', 'B', 'A'] as const).find((one) => classes.includes(one)) ?? null
}

/** How the district said the class of the whole, on the day of the letter that has it; null: nobody knows. */
export function saidOf(matter: Matter): string | null {
  const whole = classOf(matter)
  return lettersInForce(matter).find((letter) => letter.class === whole)?.said ?? null
}

/** Of a whole in class A the least that its answers say; null: one of them does not say. */
export function solvedOf(matter: Matter): SolvedWay | null {
  const letters = lettersInForce(matter)
  const said = letters.flatMap(({ class: of, solved }) =>
    of === 'A' && solved !== undefined ? [solved] : [],
  )
  if (said.length < letters.length) return null
  return (['year', 'adopted', 'done'] as const).find((one) => said.includes(one)) ?? null
}

/** What was judged by the lead, or in their place; it decides what follows. */
const decisive = ({ feedbacks, representativeId }: Matter): Feedback[] =>
  feedbacks.filter((one) => one.representativeId === representativeId || one.forLead === true)

/** The last word that decides, up to a moment. */
export const feedbackInForce = (matter: Matter, until: EpochMs = Infinity): Feedback | null =>
  decisive(matter)
    .filter(({ at }) => at <= until)
    .at(-1) ?? null

/** Who told again between two moments, in one round, what became of what it had promised. */
export const toldBetween = (
  { letters }: Matter,
  round: number,
  from: EpochMs,
  until: EpochMs,
): Set<string> =>
  new Set(
    letters.flatMap((one) =>
      one.redeems &&
      one.round === round &&
      one.signedAt !== null &&
      from <= one.signedAt &&
      one.signedAt <= until
        ? [one.departmentId]
        : [],
    ),
  )

/**
 * A word on the whole is about whoever answered in its round, and whoever told again meanwhile; one
 * that came after another of that round is about whoever told again since.
 */
function isAbout(matter: Matter, said: Feedback, own: string): boolean {
  const { again } = matter
  if (said.round === 0) return true
  const words = decisive(matter)
  const before = words.slice(0, words.indexOf(said)).at(-1)
  const told = toldBetween(matter, said.round, before?.at ?? 0, said.at)
  if (told.has(own)) return true
  const isSecond = before?.round === said.round
  return isSecond && told.size > 0 ? false : (again?.includes(own) ?? true)
}

/** What was said last, up to a moment, of one department's answer, for itself or with the whole; null: nothing yet. */
export function wordOn(
  matter: Matter,
  own: string,
  until: EpochMs = Infinity,
): Pick<Feedback, 'round' | 'attitude' | 'result' | 'at'> | null {
  for (const said of decisive(matter).reverse()) {
    if (said.at > until) continue
    const part = said.apart?.find(({ departmentId }) => departmentId === own)
    if (part !== undefined) return { ...part, round: said.round, at: said.at }
    if (said.apart === undefined && isAbout(matter, said, own)) return said
  }
  return null
}

/**
 * What was said of one letter; null: nothing. Words that came after another letter took its place
 * are about that one.
 */
export function wordOnLetter(
  matter: Matter,
  letter: Letter,
): Pick<Feedback, 'attitude' | 'result' | 'forLead' | 'at'> | null {
  for (const said of decisive(matter).reverse()) {
    if (!lettersInForce(matter, said.at).includes(letter)) continue
    const own = letter.departmentId
    const part = said.apart?.find(({ departmentId }) => departmentId === own)
    if (part !== undefined)
      return { ...part, at: said.at, ...(said.forLead ? { forLead: true } : {}) }
    if (said.apart === undefined && isAbout(matter, said, own)) return said
  }
  return null
}

/** Of several words the one that is furthest from satisfied. */
export const worstOf = (words: readonly Satisfaction[]): Satisfaction =>
  (['dissatisfied', 'fair', 'satisfied'] as const).find((one) => words.includes(one)) ?? 'satisfied'

/** Two questions, one word: the worse of the two. */
export const overall = ({
  attitude,
  result,
}: Pick<Feedback, 'attitude' | 'result'>): Satisfaction => worstOf([attitude, result])

/** One word for the whole: of several answers the worst of the last words on each. */
export function satisfactionOf(matter: Matter): Satisfaction | null {
  const last = feedbackInForce(matter)
  if (last === null) return null
  const words = mainHandlers(matter).flatMap(
    ({ departmentId }) => wordOn(matter, departmentId) ?? [],
  )
  return worstOf([last, ...words].map(overall))
}
