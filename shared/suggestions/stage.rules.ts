import { coHandlers, feedbackInForce, lettersNow, mainHandlers } from './answers.rules.ts'
import { isBefore, wordOnDay } from './days-said.rules.ts'
import { type Contact, type Matter, type Objection, refuse } from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type { Waiver } from './supervision.model.ts'

/** How far it is while it is handled, of the whole and of each department that does. */

/** Where it stands before it is answered, of several with what somebody else has to do next. */
export function stageOf(matter: Matter): 'objected' | 'assigned' | 'handling' | 'redo' | 'signing' {
  if (matter.objection !== null) return 'objected'
  if (lettersNow(matter).some(({ signedAt }) => signedAt === null)) return 'signing'
  if (mainHandlers(matter).some(({ receivedAt }) => receivedAt === null)) return 'assigned'
  return matter.round > 0 ? 'redo' : 'handling'
}

/** Who has not spoken yet, waited for or not. */
export function opinionsMissing(matter: Matter): string[] {
  const spoken = new Set(matter.opinions.map(({ departmentId }) => departmentId))
  return coHandlers(matter).flatMap(({ departmentId }) =>
    spoken.has(departmentId) ? [] : [departmentId],
  )
}

/** Whose opinion the office does not wait for; whoever came to it anew since is waited for again. */
export const waiversNow = (matter: Matter): Waiver[] =>
  (matter.waivers ?? []).filter(({ departmentId, at }) =>
    coHandlers(matter).some((one) => one.departmentId === departmentId && one.assignedAt <= at),
  )

/** Who has to be heard before the lead may answer. */
export function opinionsOwed(matter: Matter): string[] {
  const waived = new Set(waiversNow(matter).map(({ departmentId }) => departmentId))
  return opinionsMissing(matter).filter((one) => !waived.has(one))
}

/** Whether a department has signed for it. */
const hasReceived = (matter: Matter, own: string): boolean =>
  matter.handlers.some(
    ({ departmentId, receivedAt }) => departmentId === own && receivedAt !== null,
  )

/** What waits for the office to decide on, the first one first. */
export const objectionsOpen = ({ objection, moreObjections = [] }: Matter): Objection[] =>
  objection === null ? [] : [objection, ...moreObjections]

export const hasObjected = (matter: Matter, own: string): boolean =>
  objectionsOpen(matter).some(({ departmentId }) => departmentId === own)

/** Whoever has sent it back waits for a word on it. */
export function mustNotHaveObjected(matter: Matter, own: string): void {
  if (hasObjected(matter, own)) refuse(suggestionErrors.objectionOpen)
}

/** Whether it is for this department to work on it: signed for, and not sent back. */
export const isAtWork = (matter: Matter, own: string): boolean =>
  hasReceived(matter, own) && !hasObjected(matter, own)

export function mustBeAtWork(matter: Matter, own: string): void {
  mustNotHaveObjected(matter, own)
  if (!hasReceived(matter, own)) refuse(suggestionErrors.notReceived)
}

/** Whether a noted talk was one: nobody has said that it was not, or the office found that it was. */
export const countsAsTalk = ({ dispute }: Contact): boolean =>
  dispute?.never !== true || dispute.weighed?.stands === true

/** Whether a department has talked to the representative for the answer that is due now. */
export function hasTalked(matter: Matter, own: string): boolean {
  const theirs = matter.contacts.filter((one) => one.departmentId === own && countsAsTalk(one))
  if (matter.round === 0) return theirs.some(({ phase }) => phase !== 'after')
  // Of what was not good enough, and not only of what was to be done before that, noted late.
  const bad = feedbackInForce(matter)
  return theirs.some(
    ({ at, on }) => bad === null || (at >= bad.at && !isBefore(on, wordOnDay(matter))),
  )
}

/** Whether one of its talks is said not to have been, and nobody has found out yet. */
export const isTalkDisputed = ({ contacts }: Matter, own: string): boolean =>
  contacts.some((one) => one.departmentId === own && !countsAsTalk(one))
