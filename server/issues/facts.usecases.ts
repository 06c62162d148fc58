import { HOUR } from '@mashang/shared/core/clock.ts'
import { wasInTime } from '@mashang/shared/issues/duty.rules.ts'
import { RESPONSE_HOURS } from '@mashang/shared/issues/issues.words.ts'
import type { AnswerFacts } from '@mashang/shared/representatives/representatives.model.ts'
import type { Context } from '../core/context.ts'
import { answersOf, countUnanswered } from './issues.store.ts'

/** Marks shown on the landing page; above it a bar is drawn instead. */
const MARKS = 60

/**
 * A representative's own facts: how many answers, how many in time, what is still owed. Counted for
 * whoever answered, by the time that they had, whatever became of the matter later. No rank.
 */
export async function answerFacts(
  context: Context,
  representativeId: string,
): Promise<AnswerFacts> {
  const now = context.clock.now()
  const answers = await answersOf(context, representativeId)
  const inTime = answers.map(wasInTime)
  const kept = inTime.filter(Boolean).length
  return {
    answered: inTime.length,
    inTime: kept,
    late: inTime.length - kept,
    unanswered: await countUnanswered(context, representativeId, {
      dueAt: now,
      reachedAt: now - RESPONSE_HOURS * HOUR,
    }),
    marks: inTime
      .slice(0, MARKS)
      .reverse()
      .map((good) => (good ? '1' : '0'))
      .join(''),
  }
}
