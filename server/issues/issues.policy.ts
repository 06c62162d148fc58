import type { Actor } from '../core/auth/actor.ts'
import type { IssueRecord } from './issues.store.ts'

type Subject = Pick<IssueRecord, 'representativeId' | 'handlerKind' | 'handlerId' | 'stationId'>

/** Office sees all; a liaison the own station's; a representative what is or was theirs to answer. */
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

/** Only whom the matter lies with answers it, or who sent it on and still looks after it. */
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
