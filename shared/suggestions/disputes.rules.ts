import type { CommandOf } from './commands.model.ts'
import { isImportedContact } from './imported.rules.ts'
import {
  type Contact,
  type Decision,
  type Matter,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { speaksForAuthors } from './speaking.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/**
 * 对沟通有异议: whoever wrote it says of a noted talk that there was none, or that it was otherwise; it
 * stays beside the talk, which nobody deletes. A talk that is said not to have been opens no answer
 * until the office has found that it was: the department may talk and note it anew meanwhile. Each is
 * disputed once, and what the office found stands, so that nobody holds an answer up by saying it
 * again and again. An answer that is signed already stands; of it there is the judgement.
 */

/** The talks of one department in the order in which it noted them. */
const nthOf = (matter: Matter, department: string, nth: number): Contact =>
  matter.contacts.filter(({ departmentId }) => departmentId === department)[nth - 1] ??
  refuse(suggestionErrors.contactUnknown, 'nth')

export const mayBeDisputed = (contact: Contact): boolean =>
  contact.dispute === undefined && !isImportedContact(contact)

/** Whether the office has to find out whether it was. */
export const isToBeWeighed = ({ dispute }: Contact): boolean =>
  dispute?.never === true && dispute.weighed === undefined

const replaced = (matter: Matter, from: Contact, to: Contact): Matter => ({
  ...matter,
  contacts: matter.contacts.map((one) => (one === from ? to : one)),
})

export function dispute(
  matter: Matter,
  { department, nth, never, text }: CommandOf<'dispute'>,
  who: Party,
  { now, gone }: Surroundings,
): Decision {
  if (who.kind !== 'representative' || !speaksForAuthors(matter, who, gone))
    return refuse(suggestionErrors.notNow)
  const contact = nthOf(matter, department, nth)
  if (!mayBeDisputed(contact)) refuse(suggestionErrors.alreadyDone)
  if (!never && text === undefined) refuse(suggestionErrors.disputeWordless, 'text')
  const made = { representativeId: who.id, never, text: text ?? null, at: now }
  return {
    matter: replaced(matter, contact, { ...contact, dispute: made }),
    data: { departmentId: department, never },
    clocks: [],
  }
}

export function weigh(
  matter: Matter,
  { department, nth, stands, reason }: CommandOf<'weigh'>,
  { now }: Surroundings,
): Decision {
  const contact = nthOf(matter, department, nth)
  const { dispute: said } = contact
  if (said === undefined || !isToBeWeighed(contact)) return refuse(suggestionErrors.notNow)
  const weighed = { ...said, weighed: { stands, reason, at: now } }
  return {
    matter: replaced(matter, contact, { ...contact, dispute: weighed }),
    data: { departmentId: department, stands },
    clocks: [],
  }
}
