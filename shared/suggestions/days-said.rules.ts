import { dayOfIso, isoOfDay } from '../calendars/work-calendar.rules.ts'
import { localDay } from '../core/local-time.ts'
import { feedbackInForce } from './answers.rules.ts'
import type { Matter } from './matter.rules.ts'

/** Days that people write down of what was done: none may lie before what it was done about. */

/** A congress is elected for five years (宪法 第九十八条); what is promised beyond binds nobody who says it. */
const PROMISE_YEARS = 5

const dayOf = (at: number | null): number | null => (at === null ? null : localDay(at))

/** A written day against one that is counted; null: nobody knows that one, and nothing lies before it. */
export const isBefore = (on: string, day: number | null): boolean =>
  day !== null && dayOfIso(on) < day

/** When it came to the office, or, of what a list brought, to a department. */
export const handedInOn = ({ submittedAt, firstAssignedAt }: Matter): number | null =>
  dayOf(submittedAt ?? firstAssignedAt)

export const firstAssignedOn = ({ firstAssignedAt }: Matter): number | null =>
  dayOf(firstAssignedAt)

export const answeredOn = ({ answeredAt }: Matter): number | null => dayOf(answeredAt)

/** The day of the word that counts: as it was written on paper, or when it was said. */
export function wordOnDay(matter: Matter): number | null {
  const word = feedbackInForce(matter)
  if (word === null) return null
  return word.paper === undefined ? localDay(word.at) : dayOfIso(word.paper.signedOn)
}

/** Whether nobody should promise that day. */
export const isTooFar = (day: number, now: number): boolean => {
  const [year = '', ...rest] = isoOfDay(localDay(now)).split('-')
  return isoOfDay(day) > [Number(year) + PROMISE_YEARS, ...rest].join('-')
}
