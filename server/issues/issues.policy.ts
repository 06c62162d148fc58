import type { Actor } from '../core/auth/actor.ts'
import type { IssueRecord } from './issues.store.ts'

type Subject = Pick<IssueRecord, 'representativeId' | 'handlerKind' | 'handlerId' | 'stationId'>

/**
 * Office sees all; a liaison the own station's and what was passed on to it; a representative what is
 * in their name (also after they passed it on) and what lies with them. Taken away, it is out of sight.
 */
export function maySee(issue: Subject, actor: Actor): boolean {
  switch (actor.role) {
    case 'office':
      return true
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
export function mayHandle(issue: Subject, actor: Actor): boolean {
  switch (actor.role) {
    case 'office':
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
