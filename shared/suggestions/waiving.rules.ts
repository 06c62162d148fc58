import type { CommandOf } from './commands.model.ts'
import { type Decision, dueOf, type Matter, refuse, type Surroundings } from './matter.rules.ts'
import { opinionsOwed } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** 不等会办意见: a silent co-handler does not hold the answer up for ever. */

/** Whose opinion is late, so that the office may say that nobody waits for it. */
export const waivable = (matter: Matter, around: Pick<Surroundings, 'now' | 'running'>): string[] =>
  opinionsOwed(matter).filter((own) => {
    const due = dueOf(around, 'opinion', own)
    return due === null || around.now > due
  })

/** Its clock runs on: that it was late stays so, and what it says until the answer is still taken. */
export function waive(
  matter: Matter,
  { department, reason }: CommandOf<'waive'>,
  around: Surroundings,
): Decision {
  const { now } = around
  if (matter.round > 0) refuse(suggestionErrors.notNow)
  if (!opinionsOwed(matter).includes(department)) refuse(suggestionErrors.notOwing, 'department')
  if (!waivable(matter, around).includes(department))
    refuse(suggestionErrors.waivedEarly, 'department')
  return {
    matter: {
      ...matter,
      waivers: [...(matter.waivers ?? []), { departmentId: department, reason, at: now }],
      remarks: [...matter.remarks, { act: 'waive', text: reason, at: now }],
    },
    data: { departmentId: department },
    clocks: [],
  }
}
