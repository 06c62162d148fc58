import type { ErrorKind } from '../core/errors.ts'
import type { CommandOf } from './commands.model.ts'
import { type Decision, type Matter, OFFICE, refuse, type Surroundings } from './matter.rules.ts'
import { withCountedHere } from './once.rules.ts'
import { assignSpan } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** What the office takes back of its own decisions, with a reason, while nothing stands on them. */

/** It lies with the office again, as it did; its days to assign it begin anew. */
function reviewedAnew(
  matter: Matter,
  { act, reason }: CommandOf<'unmerge' | 'resume'>,
  { now, periods }: Surroundings,
): Pick<Decision, 'matter' | 'clocks'> {
  return {
    matter: {
      ...matter,
      state: 'review',
      endedAt: null,
      remarks: [...matter.remarks, { act, text: reason, at: now }],
    },
    clocks: [
      {
        kind: 'start',
        clock: 'assign',
        owner: OFFICE,
        from: now,
        span: assignSpan(periods, now),
      },
    ],
  }
}

/** Why it is not taken out of what it went on in; null: it may be. */
export function unmergeRefusal(target: Matter | undefined): ErrorKind | null {
  if (target?.state === 'merged') return suggestionErrors.mergeWentOn
  return target !== undefined && target.answeredAt !== null ? suggestionErrors.mergeAnswered : null
}

/** 撤销并案: until what it went on in is answered, and where that has not gone on in another one. */
export function unmerge(
  matter: Matter,
  command: CommandOf<'unmerge'>,
  around: Surroundings,
): Decision {
  const refused = unmergeRefusal(around.target)
  if (refused !== null) refuse(refused)
  const { matter: own, data } = withCountedHere(matter, matter.countedThere ?? [])
  const anew = reviewedAnew({ ...own, mergedInto: null }, command, around)
  return { ...anew, data: { from: matter.mergedInto, ...data } }
}

/** 恢复审核: it was not filed, and is looked at once more. */
export function resume(
  matter: Matter,
  command: CommandOf<'resume'>,
  around: Surroundings,
): Decision {
  const anew = reviewedAnew({ ...matter, declined: null }, command, around)
  const counted = new Set(matter.countedThere)
  const joint = matter.cosigners.flatMap((one) =>
    one.confirmedAt === null ||
    one.refusedAt !== null ||
    one.merged === true ||
    counted.has(one.representativeId)
      ? []
      : [one.representativeId],
  )
  return {
    ...anew,
    data: {
      leadId: matter.representativeId,
      ...(joint.length === 0 ? {} : { cosignerIds: joint.join(' ') }),
      ...(matter.key ? { key: true } : {}),
    },
  }
}
