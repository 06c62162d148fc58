import { classOf, feedbackInForce, lettersInForce, type Matter } from './matter.rules.ts'
import type { Delivered } from './suggestions.words.ts'

/**
 * 办成: what became of what the answer promised. Class A is done once its representative does not say
 * 不满意 of the result; class B once the answer on the promised day is class A. Null: nothing was
 * promised, or nothing was answered yet.
 */
export function deliveredOf(matter: Matter): Delivered | null {
  const inForce = lettersInForce(matter)
  const redeemed = inForce.some(({ redeems }) => redeems)
  switch (classOf(matter)) {
    case null:
      return null
    case 'B':
      return 'pending'
    case 'C':
      return redeemed ? 'failed' : null
    case 'A': {
      const round = Math.max(...inForce.map((letter) => letter.round))
      const said = feedbackInForce(matter)
      if (said !== null && said.round >= round)
        return said.result === 'dissatisfied' && !redeemed ? 'failed' : 'done'
      if (redeemed) return 'done'
      return matter.state === 'closed' ? 'unconfirmed' : 'pending'
    }
  }
}

/** The first of the days that are promised and not yet kept, its end; null: none. */
export function promisedNext(matter: Matter): number | null {
  const days = lettersInForce(matter).flatMap(({ promisedFor }) => promisedFor ?? [])
  return days.length === 0 ? null : Math.min(...days)
}
