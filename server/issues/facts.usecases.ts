import type { AnswerFacts } from '@mashang/shared/representatives/representatives.model.ts'
import type { Context } from '../core/context.ts'
import { answersOf } from './issues.store.ts'

/** Marks shown on the landing page; above it a bar is drawn instead. */
const MARKS = 60

/** A representative's own facts: how many answers, how many in time. No rank. */
export async function answerFacts(
  context: Context,
  representativeId: string,
): Promise<AnswerFacts> {
  const answers = await answersOf(context, representativeId)
  const inTime = answers.map((answer) => (answer.respondedAt ?? 0) <= answer.dueAt)
  const kept = inTime.filter(Boolean).length
  return {
    answered: inTime.length,
    inTime: kept,
    late: inTime.length - kept,
    marks: inTime
      .slice(0, MARKS)
      .reverse()
      .map((good) => (good ? '1' : '0'))
      .join(''),
  }
}
