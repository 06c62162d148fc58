import type { EpochMs } from '../core/clock.ts'
import { type Verdict, verdictWords } from './issues.words.ts'

/** What came of an answer. */
export interface AnswerStanding {
  /** Found to say only that it had arrived. */
  hollow: boolean
  redone: boolean
  verdict: Verdict | null
  /** What was said of whether it is solved. */
  solved: Verdict | null
}

interface IssueFact {
  at: EpochMs
  type: string
  data: Record<string, unknown>
}

const isVerdict = (value: unknown): value is Verdict =>
  typeof value === 'string' && value in verdictWords

/**
 * What had come of an answer at a moment. Done once more, its verdict is open again.
 * @param now as it stands
 * @param facts all facts of the matter, oldest first
 */
export function answerStoodAt(
  now: AnswerStanding,
  facts: readonly IssueFact[],
  until: EpochMs,
): AnswerStanding {
  if (facts.every(({ at }) => at < until)) return now
  const stood: AnswerStanding = { hollow: false, redone: false, verdict: null, solved: null }
  for (const { at, type, data } of facts) {
    if (at >= until) continue
    if (type === 'issue.rated' && isVerdict(data.answer)) stood.verdict = data.answer
    if (type === 'issue.rated' && isVerdict(data.solved)) stood.solved = data.solved
    if (type === 'issue.redo') Object.assign(stood, { redone: true, verdict: null, solved: null })
    if (type === 'issue.acknowledgement-upheld') stood.hollow = true
  }
  return stood
}
