import type { Share } from '../core/percent.ts'
import type { AnswerClass, Delivered, Satisfaction, SuggestionState } from './suggestions.words.ts'

/** What figures are made of: one assigned suggestion. */
export interface Counted {
  state: SuggestionState
  class: AnswerClass | null
  satisfaction: Satisfaction | null
  firstAssignedAt: number | null
  answeredAt: number | null
  answerDueAt: number | null
  /** Somebody in charge or from the department met the representative. */
  visited: boolean
  /** What became of what was promised. */
  delivered: Delivered | null
  /** The first promised day that is open, its end. */
  promisedFor: number | null
}

export const figures = {
  solved: { words: 'A 类解决率', meaning: 'A 类 ÷ 全部交办的，没到期、没答复的也在内' },
  solvedOfAnswered: { words: '答复中 A 类的占比', meaning: 'A 类 ÷ 已答复的' },
  satisfied: {
    words: '满意率',
    meaning: '满意和基本满意 ÷ 代表评价过的；态度和结果有一项不满意就算不满意',
  },
  kept: {
    words: '办成率',
    meaning:
      '代表认可结果的 A 类和到期兑现的 B 类 ÷ 评完或办结的 A 类和到期的 B 类；协调时商定了日子的，同 B 类一样算',
  },
  answered: { words: '答复率', meaning: '已答复 ÷ 该答复的（期限已过，或已经答复）' },
  timely: { words: '按期率', meaning: '期限内答复 ÷ 该答复的（期限已过，或已经答复）' },
  visited: {
    words: '面商率',
    meaning: '答复前单位负责人面商过的（往年的表里记着面商的也算）÷ 已答复的',
  },
} as const
export type Figure = keyof typeof figures

/**
 * Whether one is told of at all: what came out of a list counts in the figures of its own year, not
 * in those of all that was handled here, unless it goes on here.
 */
export const isToldOf = (
  { importedAt, wentOnAt }: { importedAt: number | null; wentOnAt: number | null },
  year: number | undefined,
): boolean => importedAt === null || wentOnAt !== null || year !== undefined

/** Assigned, and neither taken back nor laid aside. */
const counts = (one: Counted): boolean =>
  one.firstAssignedAt !== null && one.state !== 'withdrawn' && one.state !== 'merged'

const owed = (one: Counted, now: number): boolean =>
  one.answeredAt !== null || (one.answerDueAt !== null && now > one.answerDueAt)

/** Whether one belongs to the denominator of a figure, and to its numerator. */
export function belongs(
  figure: Figure,
  one: Counted,
  now: number,
): { denominator: boolean; numerator: boolean } {
  if (!counts(one)) return { denominator: false, numerator: false }
  const of = (denominator: boolean, numerator: boolean) => ({
    denominator,
    numerator: denominator && numerator,
  })
  switch (figure) {
    case 'solved':
      return of(true, one.class === 'A')
    case 'solvedOfAnswered':
      return of(one.answeredAt !== null, one.class === 'A')
    case 'satisfied':
      return of(one.satisfaction !== null, one.satisfaction !== 'dissatisfied')
    case 'kept': {
      const due = one.delivered === 'pending' && one.promisedFor !== null && now > one.promisedFor
      return of(
        (one.delivered !== null && one.delivered !== 'pending') || due,
        one.delivered === 'done',
      )
    }
    case 'answered':
      return of(owed(one, now), one.answeredAt !== null)
    case 'timely':
      return of(
        owed(one, now),
        one.answeredAt !== null && (one.answerDueAt === null || one.answeredAt <= one.answerDueAt),
      )
    case 'visited':
      return of(one.answeredAt !== null, one.visited)
  }
}

/** One figure over many; 0 of 0 where there is nothing to count. */
export function sumOf(figure: Figure, all: readonly Counted[], now: number): Share {
  const sum = { numerator: 0, denominator: 0 }
  for (const one of all) {
    const { numerator, denominator } = belongs(figure, one, now)
    if (denominator) sum.denominator++
    if (numerator) sum.numerator++
  }
  return sum
}
