import {
  type AnswerClass,
  answerClasses,
  type SolvedWay,
  type SuggestionState,
  solvedWays,
} from './suggestions.words.ts'

/** How far a suggestion is, for the voters whose matter is in it. */
export const statesForVoters: Record<SuggestionState, string> = {
  draft: '代表正在写',
  cosigning: '等别的代表一起署名',
  review: '交上去了，等着派给部门',
  returned: '代表正在修改',
  declined: '没有立案',
  merged: '和另一件建议并在一起办',
  assigned: '已经派给部门',
  objected: '正在定由哪个部门办',
  handling: '部门正在办',
  signing: '部门正在写答复',
  answered: '部门答复了',
  redo: '代表不满意，部门在重办',
  mediation: '代表工委正在协调',
  closed: '办结',
  withdrawn: '代表收回了',
}

/** What each 解决程度 comes to, in everyday words. */
export const outcomesForVoters: Record<AnswerClass, string> = {
  A: '已经解决，或者今年能解决',
  B: '正在办，答应了办成的日子',
  C: '现在条件不够，部门记下了',
}

/** What a district says of a class in words of its own; null: it says what everybody does. */
const ownWords = (of: AnswerClass, said: string | null | undefined): string | null =>
  said == null || said === answerClasses[of] ? null : said

/** What is said of this one beyond what everybody says of its class; null: nothing. */
export const ownOutcome = (
  of: AnswerClass,
  said: string | null | undefined,
  solved: SolvedWay | null | undefined,
): string | null =>
  [ownWords(of, said), solved == null ? null : solvedWays[solved]].filter(Boolean).join('，') ||
  null
