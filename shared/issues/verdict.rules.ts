import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import type { Limits } from '../districts/limits.words.ts'
import { issueErrors } from './issues.errors.ts'
import { after, may } from './issues.rules.ts'
import type { Acknowledgement, IssueState, Verdict } from './issues.words.ts'
import { verdictUntil } from './resolution.rules.ts'

/** A voter who is not satisfied gets it done once more; after that the office takes it on. [default] */
export const MAX_REDOS = 1

export interface JudgedIssue {
  state: IssueState
  respondedAt: EpochMs | null
  endedAt: EpochMs | null
  redos: number
  acknowledgement: Acknowledgement | null
  wordsErasedAt: EpochMs | null
  /** It became a suggestion, and an outcome of that has to come first (`suggestedOf`). */
  suggested: boolean
}

export interface GivenVerdict {
  answer: Verdict
  solved: Verdict
  onlyAcknowledged: boolean
}

/** What follows from a verdict. */
export interface VerdictDecision {
  state: IssueState
  next: 'redo' | 'coordination' | null
  /** The office looks whether it was an answer at all. Once per matter. */
  review: boolean
  /** Nothing is owed any more: every clock stops. */
  stops: boolean
}

const dissatisfied = ({ answer, solved }: GivenVerdict): boolean =>
  answer === 'dissatisfied' || solved === 'dissatisfied'

/** State and consequence for a matter whose voter has to be heard once more. */
export const onceMore = (redos: number): { state: IssueState; next: 'redo' | 'coordination' } =>
  redos < MAX_REDOS
    ? { state: after('closed', 'redo'), next: 'redo' }
    : { state: after('closed', 'coordinate'), next: 'coordination' }

/** Whether a verdict can be asked for by how the matter stands; words and days are looked at beside it. */
export const isJudgeable = ({ state, suggested }: Pick<JudgedIssue, 'state' | 'suggested'>) =>
  may(state, 'verdict') && !(suggested && state === 'answered')

/**
 * Decides on a verdict: closed, done once more, or the office's. Refuses what was not answered yet,
 * what became a suggestion without an outcome, what nobody can read any more because its voter had the words deleted, and what ended longer ago than `limits` give: those that held at its end.
 */
export function decideVerdict(
  issue: JudgedIssue,
  verdict: GivenVerdict,
  now: EpochMs,
  limits: Limits,
): VerdictDecision {
  const closed = after(issue.state, 'verdict')
  // Nobody is satisfied with an answer that was none.
  if (verdict.onlyAcknowledged && verdict.answer === 'satisfied')
    throw new Failure(issueErrors.verdictContradicts)
  if (issue.respondedAt === null || issue.wordsErasedAt !== null)
    throw new Failure(issueErrors.notNow)
  if (!isJudgeable(issue)) throw new Failure(issueErrors.suggestionOpen)
  if (issue.endedAt !== null && now > verdictUntil(issue.endedAt, limits))
    throw new Failure(issueErrors.verdictOver)
  const reviewed = issue.acknowledgement !== null || issue.redos > 0
  const review = verdict.onlyAcknowledged && !reviewed
  // Said of the second answer it needs no review: the first one was heard, the voter is not satisfied.
  const again = dissatisfied(verdict) || (verdict.onlyAcknowledged && reviewed)
  if (!again) return { state: closed, next: null, review, stops: true }
  const { state, next } = onceMore(issue.redos)
  return { state, next, review, stops: next === 'coordination' }
}
