import { coHandlers, feedbackInForce, lettersNow, mainHandlers } from './answers.rules.ts'
import { type Contact, type Matter, type Objection, refuse } from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** How far it is while it is handled, of the whole and of each department that does. */

/** Where it stands before it is answered, of several with what somebody else has to do next. */
export function stageOf(matter: Matter): 'objected' | 'assigned' | 'handling' | 'redo' | 'signing' {
  if (matter.objection !== null) return 'objected'
  if (lettersNow(matter).some(({ signedAt }) => signedAt === null)) return 'signing'
  if (mainHandlers(matter).some(({ receivedAt }) => receivedAt === null)) return 'assigned'
  return matter.round > 0 ? 'redo' : 'handling'
}

/** Who has to be heard before the lead may answer. */
export function opinionsOwed(matter: Matter): string[] {
  const spoken = new Set(matter.opinions.map(({ departmentId }) => departmentId))
  return coHandlers(matter).flatMap(({ departmentId }) =>
    spoken.has(departmentId) ? [] : [departmentId],
  )
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
  // Of what was not good enough, and not only of what was to be done before that.
  const bad = feedbackInForce(matter)
  return theirs.some(({ at }) => bad === null || at >= bad.at)
}

/** Whether one of its talks is said not to have been, and nobody has found out yet. */
export const isTalkDisputed = ({ contacts }: Matter, own: string): boolean =>
  contacts.some((one) => one.departmentId === own && !countsAsTalk(one))

/** Who waits for a word on more time; nobody where whoever asked has drafted the answer already. */
export function extensionAsked(matter: Matter): Matter['extension'] {
  const { extension } = matter
  // What lapsed before the answer is nobody's question any more when that is made anew.
  if (matter.round > 0) return null
  if (extension === null || extension.granted !== null) return null
  const own = extension.departmentId
  return lettersNow(matter).some(({ departmentId }) => departmentId === own) ? null : extension
}

/** Whether the last question for more time is nobody's any more without a word on it. */
export const extensionLapsed = (matter: Matter): boolean =>
  matter.extension?.granted === null && extensionAsked(matter) === null
