import type { EpochMs } from '../core/clock.ts'
import { owesAnswer } from './answers.rules.ts'
import type { LinkedSuggestion } from './links.model.ts'
import { type Handler, type Matter, may, type Party } from './matter.rules.ts'
import { promiseOpen } from './promises.rules.ts'
import { opinionsMissing } from './stage.rules.ts'

/**
 * Since when a department has had it without a break, in whatever part: whoever stays with another
 * part goes on with the link that it has.
 */
export function handledSince(
  { handlersBefore = [] }: Pick<Matter, 'handlersBefore'>,
  { departmentId, assignedAt }: Pick<Handler, 'departmentId' | 'assignedAt'>,
): EpochMs {
  let since = assignedAt
  for (const { handlers } of [...handlersBefore].reverse()) {
    const before = handlers.find((one) => one.departmentId === departmentId)
    if (before === undefined) break
    since = Math.min(since, before.assignedAt)
  }
  return since
}

/**
 * Who handles it by a link; null: it was assigned to others meanwhile. Also where it came back later,
 * the link was for the first time.
 */
export const linkedHandler = (
  matter: Matter,
  { departmentId, createdAt }: { departmentId: string; createdAt: EpochMs },
): Handler | null =>
  matter.handlers.find(
    (one) => one.departmentId === departmentId && handledSince(matter, one) <= createdAt,
  ) ?? null

/**
 * What a department without an account is asked for by a link: its opinion, its answer of this round,
 * or on the promised day what became of it; null: nothing now.
 */
export function taskOf(matter: Matter, own: string): LinkedSuggestion['task'] | null {
  const who: Party = { kind: 'department', id: own }
  const one = matter.handlers.find(({ departmentId }) => departmentId === own)
  if (one?.part === 'co') {
    const can = may(matter, 'opine', who) || may(matter, 'receive', who)
    return can && opinionsMissing(matter).includes(own) ? 'opinion' : null
  }
  if (!owesAnswer(matter, own))
    return may(matter, 'redeem', who) && promiseOpen(matter, own) !== null ? 'redeem' : null
  const steps = ['receive', 'propose', 'sign'] as const
  return steps.some((step) => may(matter, step, who)) ? 'answer' : null
}
