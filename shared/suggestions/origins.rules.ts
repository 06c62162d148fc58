import { SUGGESTED } from '../issues/clocks.words.ts'
import type { Matter } from './matter.rules.ts'
import { awaitedDay } from './promises.rules.ts'

/** What a voter is told of a suggestion that is an answer, or the end of it. */
const OUTCOMES: ReadonlySet<string> = new Set([
  'issue.suggestion-answered',
  'issue.suggestion-settled',
  'issue.suggestion-declined',
])

/** Why no further voter's matter can join; null: one can. What is over has nothing to tell. */
export function whyNoOrigin(matter: Pick<Matter, 'state'>): string | null {
  switch (matter.state) {
    case 'merged':
      return '这件建议已经并入另一件，请连到并入的那一件。'
    case 'withdrawn':
      return '这件建议已经撤回，请另写一件。'
    case 'declined':
      return '这件建议没有立案，请另写一件。'
    default:
      return null
  }
}

/** Whether a matter may be taken out again: before its voter was told. */
export const mayChangeOrigins = (matter: Pick<Matter, 'submittedAt'>): boolean =>
  matter.submittedAt === null

/** What the voter of one matter heard of one suggestion, oldest first. */
type HeardOfIt = readonly { type: string; at: number }[]

/**
 * Whether a matter that was joined may be taken out again of what was sent: the suggestion was not
 * written from it, and nothing that came of that has been told since they heard of it.
 */
export function mayTakeBack(
  matter: Pick<Matter, 'state'>,
  heard: HeardOfIt,
  isOrigin: boolean,
): boolean {
  const last = heard.findLast(({ type }) => type === SUGGESTED)
  if (isOrigin || last === undefined || whyNoOrigin(matter) !== null) return false
  return !heard.some(({ type, at }) => OUTCOMES.has(type) && at > last.at)
}

/** Whether voters wait for what becomes of it: it was sent, and is not over; nor is a promise before its day. */
export function isWaitedFor(matter: Matter): boolean {
  if (matter.submittedAt === null) return false
  if (matter.state === 'closed') return awaitedDay(matter) !== null
  return whyNoOrigin(matter) === null
}
