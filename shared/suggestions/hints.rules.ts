import { dice, pairsOf } from '../issues/similarity.rules.ts'
import type { Satisfaction } from './suggestions.words.ts'

/** A suggestion that somebody has handled, as far as a hint looks at it. */
export interface Handled {
  title: string
  /** The lead, or the first of those that answer apart. */
  departmentId: string
  answeredAt: number | null
  answerDueAt: number | null
  satisfaction: Satisfaction | null
}

/** Handled ones with the pairs of their titles, made once for many questions. */
export type Experience = readonly (Handled & { pairs: ReadonlySet<string> })[]

export const experienceOf = (handled: readonly Handled[]): Experience =>
  handled.map((one) => ({ ...one, pairs: pairsOf(one.title) }))

/** Who has handled the like of it, and how that went. */
export interface Hint {
  departmentId: string
  /** Title of the one most like it. */
  because: string
  /** How many like it. */
  like: number
  /** Of those, how many were answered, and how many of them in time. */
  answered: number
  inTime: number
  /** How many were judged, and how many of them 满意 or 基本满意. */
  judged: number
  satisfied: number
}

/** From this likeness of titles on, who had the earlier one is worth a hint. [default] */
const LIKE_ENOUGH = 0.25

/** The department of the one most like it, with its history of such. Null: nothing is like it. */
export function hintFor(title: string, experience: Experience): Hint | null {
  const pairs = pairsOf(title)
  const alike = experience.flatMap((one) => {
    const score = dice(pairs, one.pairs)
    return score >= LIKE_ENOUGH ? [{ one, score }] : []
  })
  const [first] = alike
  if (first === undefined) return null
  const best = alike.reduce((a, b) => (b.score > a.score ? b : a), first).one
  const theirs = alike.flatMap(({ one }) => (one.departmentId === best.departmentId ? [one] : []))
  const answered = theirs.filter(({ answeredAt }) => answeredAt !== null)
  const judged = theirs.filter(({ satisfaction }) => satisfaction !== null)
  return {
    departmentId: best.departmentId,
    because: best.title,
    like: theirs.length,
    answered: answered.length,
    inTime: answered.filter(
      ({ answeredAt, answerDueAt }) => answerDueAt === null || (answeredAt ?? 0) <= answerDueAt,
    ).length,
    judged: judged.length,
    satisfied: judged.filter(({ satisfaction }) => satisfaction !== 'dissatisfied').length,
  }
}
