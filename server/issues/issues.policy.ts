import type { Actor } from '../core/auth/actor.ts'
import type { IssueRecord } from './issues.store.ts'

type Subject = Pick<IssueRecord, 'representativeId' | 'handlerKind' | 'handlerId' | 'stationId'>

const NOBODY: ReadonlySet<string> = new Set()

/** It lies with somebody who is away, and the caller stands in for them. */
const standsIn = (issue: Subject, covered: ReadonlySet<string>): boolean =>
  issue.handlerKind === 'representative' && covered.has(issue.handlerId)

/**
 * Office sees all; a liaison the own station's and what was passed on to it; a representative what is
 * in their name (also after they passed it on) and what lies with them. Taken away, it is out of sight.
 * Whoever stands in for somebody sees and does what they could.
 * @param covered whom the caller stands in for now
 */
export function maySee(
  issue: Subject,
  actor: Actor,
  covered: ReadonlySet<string> = NOBODY,
): boolean {
  if (standsIn(issue, covered)) return true
  switch (actor.role) {
    case 'office':
      return true
    case 'department':
      return false
    case 'liaison':
      return (
        actor.stationId !== null &&
        (issue.stationId === actor.stationId ||
          (issue.handlerKind === 'station' && issue.handlerId === actor.stationId))
      )
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
export function mayHandle(
  issue: Subject,
  actor: Actor,
  covered: ReadonlySet<string> = NOBODY,
): boolean {
  if (standsIn(issue, covered)) return true
  switch (actor.role) {
    case 'office':
    case 'department':
      return false
    case 'liaison':
      return (
        actor.stationId !== null &&
        issue.handlerKind === 'station' &&
        issue.handlerId === actor.stationId
      )
    case 'representative':
      return (
        actor.representativeId !== null &&
        issue.handlerKind === 'representative' &&
        issue.handlerId === actor.representativeId
      )
  }
}
