import type { EpochMs } from '../core/clock.ts'
import { lettersInForce, wordOn } from './answers.rules.ts'
import type { Letter, Matter } from './matter.rules.ts'
import { promiseOpen } from './promises.rules.ts'
import type { Delivered } from './suggestions.words.ts'

/** 不满意, until the office settled it with everybody; what came of that is in its words alone. */
const unhappy = ({ remarks }: Matter, at: EpochMs): Delivered =>
  remarks.some((one) => one.act === 'settle' && one.at >= at) ? 'settled' : 'failed'

/** What became of one department's promise; null: its answer promised nothing. */
export function deliveredBy(matter: Matter, letter: Letter): Delivered | null {
  if (promiseOpen(matter, letter.departmentId)?.agreed) return 'pending'
  switch (letter.class) {
    case 'B':
      return 'pending'
    case 'C':
      return letter.redeems ? 'failed' : null
    case 'A': {
      const said = wordOn(matter, letter.departmentId)
      if (letter.redeems) {
        // What was said before is about the answer that promised it.
        const heard = said !== null && said.at > (letter.signedAt ?? letter.proposedAt)
        return heard && said.result === 'dissatisfied' ? unhappy(matter, said.at) : 'done'
      }
      if (said !== null && said.round >= letter.round)
        return said.result === 'dissatisfied' ? unhappy(matter, said.at) : 'done'
      return matter.state === 'closed' ? 'unconfirmed' : 'pending'
    }
  }
}

/**
 * 办成: what became of what the answer promised. Class A is done once its representative does not say
 * 不满意 of the result; class B once the answer on the promised day is class A, too, and
 * nobody says 不满意 of that. What the office settled after a 不满意 is neither done nor failed, and
 * stays out of 办成率's numerator; where it agreed on a day, that is a promise like another. Of several answers the one that is furthest from done. Null: one of them
 * promised nothing, or nothing was answered yet.
 */
export function deliveredOf(matter: Matter): Delivered | null {
  const all = lettersInForce(matter).map((letter) => deliveredBy(matter, letter))
  if (all.includes('failed')) return 'failed'
  if (all.includes(null)) return null
  return (
    (['pending', 'unconfirmed', 'settled', 'done'] as const).find((one) => all.includes(one)) ??
    null
  )
}
