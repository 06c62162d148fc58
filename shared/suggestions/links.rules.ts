import { owesAnswer, promiseOpen } from './answers.rules.ts'
import type { LinkedSuggestion } from './links.model.ts'
import { type Matter, may, type Party } from './matter.rules.ts'
import { opinionsOwed } from './stage.rules.ts'

/**
 * What a department without an account is asked for by a link: its opinion, its answer of this round,
 * or on the promised day what became of it; null: nothing now.
 */
export function taskOf(matter: Matter, own: string): LinkedSuggestion['task'] | null {
  const who: Party = { kind: 'department', id: own }
  const one = matter.handlers.find(({ departmentId }) => departmentId === own)
  if (one?.part === 'co') {
    const can = may(matter, 'opine', who) || may(matter, 'receive', who)
    return can && opinionsOwed(matter).includes(own) ? 'opinion' : null
  }
  if (!owesAnswer(matter, own))
    return may(matter, 'redeem', who) && promiseOpen(matter, own) !== null ? 'redeem' : null
  const steps = ['receive', 'propose', 'sign'] as const
  return steps.some((step) => may(matter, step, who)) ? 'answer' : null
}
