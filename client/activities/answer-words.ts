import type { ActivityView } from '@mashang/shared/activities/activities.model.ts'
import { type ActivityAnswer, answerWords } from '@mashang/shared/activities/activities.words.ts'
import { cleanLine } from '@mashang/shared/core/text.ts'

/** What an invited person is asked and says: who should come says whether they can, others whether they will. */
export interface AnswerWords {
  come: string
  /** Said once they have. */
  coming: string
  decline: string
  declineAgain: string
  /** Of somebody, with the reason behind it. */
  away: string
  /** The same to themselves. */
  youAway: string
  reason: string
  notYet: string
}

const OWED: AnswerWords = {
  come: '能参加',
  coming: '您说了能参加',
  decline: '请假',
  declineAgain: '改请假理由',
  away: '请假',
  youAway: '您请了假',
  reason: '为什么来不了',
  notYet: '先不请',
}
const FREE: AnswerWords = {
  come: '报名参加',
  coming: '您报了名',
  decline: '不参加',
  declineAgain: '改不参加的理由',
  away: '不参加',
  youAway: '您说不参加',
  reason: '为什么不参加',
  notYet: '再想想',
}

export const answerWordsOf = ({ mandatory }: { mandatory: boolean }): AnswerWords =>
  mandatory ? OWED : FREE

/** What somebody said, in a list. */
export function saidWords(answer: ActivityAnswer, activity: { mandatory: boolean }): string {
  const { come, away } = answerWordsOf(activity)
  return { none: answerWords.none, coming: come, away }[answer]
}

/** What somebody tried to say. */
export type Tried = { answer: 'coming' } | { answer: 'away'; reason: string }

/**
 * Whether an activity has what was tried. Then a failure of the try is none any more: its answer was
 * lost on the way, or it was said from another device.
 */
export const isSaid = (
  tried: Tried,
  { mine, myReason }: Pick<ActivityView, 'mine' | 'myReason'>,
): boolean =>
  mine?.answer === tried.answer &&
  (tried.answer === 'coming' || myReason === cleanLine(tried.reason))
