import type { ResolvedRow } from './import.rules.ts'
import type { Contact, Matter } from './matter.rules.ts'
import { countsAsTalk } from './stage.rules.ts'

/** Lists do not say on which day they met; whoever logs it in the system must. */
export const isImportedContact = ({ on }: Pick<Contact, 'on'>): boolean => on === ''

/**
 * 面商: somebody in charge has seen the representative before the answer. Lists of earlier years say only
 * that it was one.
 */
export const wasMet = (matter: Pick<Matter, 'contacts'>): boolean =>
  matter.contacts.some(
    (one) =>
      countsAsTalk(one) &&
      one.way === 'visit' &&
      one.phase !== 'after' &&
      (one.inCharge || isImportedContact(one)),
  )

/** Stands where a list says how it was answered and not in which words. */
export const LETTER_MISSING = '答复原文没有录入。'

/** A suggestion of an earlier year as a matter: it is over, and what was said of it is kept. */
export function importedMatter(row: ResolvedRow, departmentOf: (name: string) => string): Matter {
  const handlers = row.handlers.map(({ id, name, part }) => ({
    departmentId: id ?? departmentOf(name),
    part,
    assignedAt: row.assignedAt,
    // A list without an answer says of nobody that they took it on.
    receivedAt: row.answeredAt === null ? null : row.assignedAt,
  }))
  const main = handlers.find(({ part }) => part !== 'co') ?? handlers[0]
  const at = row.answeredAt
  const answered = at !== null && main !== undefined
  return {
    state: 'closed',
    representativeId: row.leadId,
    title: row.title,
    text: row.text,
    secret: row.secret ?? false,
    ...(row.attendee === null ? {} : { attendee: row.attendee }),
    cosigners: row.cosignerIds.map((representativeId) => ({
      representativeId,
      askedAt: row.submittedAt,
      confirmedAt: row.submittedAt,
      refusedAt: null,
      agreedAt: null,
    })),
    submittedAt: row.submittedAt,
    firstAssignedAt: row.assignedAt,
    handlers,
    objection: null,
    contacts:
      row.met && main !== undefined
        ? [
            {
              departmentId: main.departmentId,
              phase: 'before',
              way: 'visit',
              on: '',
              people: '',
              inCharge: false,
              text: '往年的表里记着当面沟通过。',
              at: row.assignedAt,
            },
          ]
        : [],
    opinions: [],
    extension: null,
    letters:
      answered && row.class !== null
        ? [
            {
              round: 0,
              departmentId: main.departmentId,
              text: row.letter === '' ? LETTER_MISSING : row.letter,
              class: row.class,
              promisedFor: row.promisedFor,
              proposedAt: at,
              signer: null,
              signedAt: at,
              redeems: false,
            },
          ]
        : [],
    answeredAt: at,
    round: 0,
    feedbacks:
      at === null || row.satisfaction === null
        ? []
        : [
            {
              representativeId: row.leadId,
              round: 0,
              attitude: row.satisfaction,
              result: row.satisfaction,
              reason: null,
              at,
            },
          ],
    declined: null,
    mergedInto: null,
    withdrawalAskedAt: null,
    publishedAt: null,
    endedAt: at ?? row.assignedAt,
    remarks: [],
  }
}
