import { answerersOf, lettersInForce, overall, wordOn } from './answers.rules.ts'
import { deliveredBy } from './delivery.rules.ts'
import type { Counted } from './figures.rules.ts'
import { wasMet } from './imported.rules.ts'
import type { Matter } from './matter.rules.ts'
import { promiseOpen } from './promises.rules.ts'

/** When a department's first answer was signed; null: it has not answered. */
export const firstSigned = ({ letters }: Pick<Matter, 'letters'>, own: string): number | null =>
  letters.find((one) => one.departmentId === own && one.signedAt !== null)?.signedAt ?? null

/**
 * A suggestion as it counts in the figures of one department: what it answered itself, when, what was
 * said of that and what became of it. Of several that answer apart each answers for itself; whoever
 * only helps has no answer of its own. Null: it does not count for this department.
 */
export function countedOf<T extends Counted>(row: T, matter: Matter, own: string): T | null {
  if (!answerersOf(matter).includes(own)) return null
  const letter = lettersInForce(matter).find(({ departmentId }) => departmentId === own)
  const word = letter === undefined ? null : wordOn(matter, own)
  return {
    ...row,
    class: letter?.class ?? null,
    satisfaction: word === null ? null : overall(word),
    answeredAt: firstSigned(matter, own),
    visited: wasMet({
      contacts: matter.contacts.filter(({ departmentId }) => departmentId === own),
    }),
    delivered: letter === undefined ? null : deliveredBy(matter, letter),
    promisedFor: promiseOpen(matter, own)?.until ?? null,
  }
}
