import type { IssueState } from '@mashang/shared/issues/issues.words.ts'
import { type Actor, isOfStation, limitedTo, seesDistrict } from '../core/auth/actor.ts'
import type { IssueRecord } from './issues.store.ts'

type Subject = Pick<
  IssueRecord,
  | 'representativeId'
  | 'handlerKind'
  | 'handlerId'
  | 'stationId'
  | 'state'
  | 'respondedAt'
  | 'endedAt'
>

/** Whom the caller stands in for, each with the moment since which they are away. */
export type Covered = ReadonlyMap<string, number>

const NOBODY: Covered = new Map()

/** Nothing is owed any more. */
const OVER: ReadonlySet<IssueState> = new Set(['concluded', 'declined', 'closed', 'withdrawn'])

/**
 * It lies with somebody who is away, and the caller stands in for them: for what is open, and for
 * what ended during the leave. The past of whoever is away is nobody else's to read.
 */
function standsIn(issue: Subject, covered: Covered): boolean {
  const since = issue.handlerKind === 'representative' ? covered.get(issue.handlerId) : undefined
  if (since === undefined) return false
  return !OVER.has(issue.state) || (issue.endedAt ?? issue.respondedAt ?? 0) >= since
}

const isOfStations = (issue: Subject, actor: Actor): boolean =>
  isOfStation(actor, issue.stationId) ||
  (issue.handlerKind === 'station' && isOfStation(actor, issue.handlerId))

/**
 * Office sees all; a liaison, and an account of the office that has some stations, the own stations'
 * and what was passed on to them; a representative what is in their name (also after they passed it
 * on) and what lies with them. Taken away, it is out of sight. Whoever stands in for somebody sees and
 * does what they could with what is open. What is held in a flood is for whoever of the office sees
 * the whole district, until it is let through.
 * @param covered whom the caller stands in for now
 */
export function maySee(issue: Subject, actor: Actor, covered: Covered = NOBODY): boolean {
  if (issue.state === 'held') return seesDistrict(actor)
  if (standsIn(issue, covered)) return true
  switch (actor.role) {
    case 'office':
      return limitedTo(actor) === null || isOfStations(issue, actor)
    case 'department':
      return false
    case 'liaison':
      return isOfStations(issue, actor)
    case 'representative':
      return (
        actor.representativeId !== null &&
        (issue.representativeId === actor.representativeId ||
          issue.handlerId === actor.representativeId)
      )
  }
}

/**
 * Only whom the matter lies with acts on it. Passed on to somebody outside (a department, 12345) it
 * still lies with who passed it on; passed on inside it lies with the next one.
 */
export function mayHandle(issue: Subject, actor: Actor, covered: Covered = NOBODY): boolean {
  if (issue.state === 'held') return false
  if (standsIn(issue, covered)) return true
  switch (actor.role) {
    case 'office':
    case 'department':
      return false
    case 'liaison':
      return issue.handlerKind === 'station' && isOfStation(actor, issue.handlerId)
    case 'representative':
      return (
        actor.representativeId !== null &&
        issue.handlerKind === 'representative' &&
        issue.handlerId === actor.representativeId
      )
  }
}
