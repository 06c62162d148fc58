import { Failure } from '../core/errors.ts'
import type { CommandOf } from './commands.model.ts'
import {
  type ClockChange,
  type Decision,
  type Matter,
  OFFICE,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { countedThere, withCountedThere } from './once.rules.ts'
import { workingDays } from './periods.rules.ts'
import { tellsDoors, tellsNumbers, toLookThrough, unreleased } from './publishing.rules.ts'
import { stageOf } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type { SuggestionAct } from './suggestions.words.ts'
import { isWithdrawing } from './withdrawal.rules.ts'

/** The steps of 代表工委: reviewing, deciding, and ending what does not end by itself. */

const remarked = (matter: Matter, act: SuggestionAct, text: string, at: number): Matter => ({
  ...matter,
  remarks: [...matter.remarks, { act, text, at }],
})

export const sendBack = (
  matter: Matter,
  command: CommandOf<'return'>,
  { now }: Surroundings,
): Decision => ({
  matter: { ...remarked(matter, 'return', command.reason, now), state: 'returned' },
  data: {},
  clocks: [{ kind: 'stop-all' }],
})

export const decline = (
  matter: Matter,
  command: CommandOf<'decline'>,
  { now }: Surroundings,
): Decision => ({
  matter: {
    ...remarked(matter, 'decline', command.reason, now),
    state: 'declined',
    declined: command.why,
    endedAt: now,
  },
  data: { why: command.why },
  clocks: [{ kind: 'stop-all' }],
})

export const merge = (
  matter: Matter,
  command: CommandOf<'merge'>,
  { now, target }: Surroundings,
): Decision => {
  if (target !== undefined && isWithdrawing(target)) refuse(suggestionErrors.mergeLeaving, 'into')
  const twice = target === undefined ? [] : countedThere(matter, target)
  const once = withCountedThere(remarked(matter, 'merge', command.reason, now), twice)
  return {
    matter: { ...once.matter, state: 'merged', mergedInto: command.into, endedAt: now },
    data: { into: command.into, ...once.data },
    clocks: [{ kind: 'stop-all' }],
  }
}

/** One after the other: each has its own reason, and is told so. */
export const reject = (
  matter: Matter,
  command: CommandOf<'reject'>,
  { now, periods }: Surroundings,
): Decision => {
  const { department } = command
  // Whoever it was written to has taken it back, or was answered, meanwhile.
  if (department !== undefined && department !== matter.objection?.departmentId)
    refuse(suggestionErrors.objectionMoved)
  const [next = null, ...more] = matter.moreObjections ?? []
  const left: Matter = {
    ...remarked(matter, 'reject', command.reason, now),
    objection: next,
    moreObjections: more,
  }
  return {
    matter: { ...left, state: stageOf(left) },
    data: { departmentId: matter.objection?.departmentId ?? null },
    clocks: [
      { kind: 'stop', clock: 'assign' },
      ...(next === null ? [] : [assignerClock(next.at, periods.returnDays)]),
    ],
  }
}

/** Nobody judged in time: it ends, and stays out of 满意率. */
export function close(matter: Matter, { now, feedbackDueAt }: Surroundings): Decision {
  if (feedbackDueAt === null || now <= feedbackDueAt) refuse(suggestionErrors.feedbackOpen)
  return {
    matter: { ...matter, state: 'closed', endedAt: now },
    data: {},
    clocks: [{ kind: 'stop', clock: 'feedback' }],
  }
}

/** `evenSo`: whatever had to be looked through was; what that is, is kept in the ledger. */
export function publish(
  matter: Matter,
  { evenSo }: CommandOf<'publish'>,
  { now, unwilling = 0 }: Surroundings,
): Decision {
  if (matter.secret) refuse(suggestionErrors.secret)
  if (matter.answeredAt === null) refuse(suggestionErrors.notAnswered)
  // Once more releases what was signed, or brought about, since.
  if (matter.publishedAt !== null && !unreleased(matter)) refuse(suggestionErrors.alreadyDone)
  const numbers = tellsNumbers(matter)
  const doors = tellsDoors(matter)
  const toCheck = toLookThrough(matter, unwilling)
  const [first, ...others] = toCheck
  if (evenSo !== true && first !== undefined)
    throw new Failure(
      first,
      others.length > 0 ? { detail: toCheck.map(({ title }) => title).join('') } : {},
    )
  return {
    matter: { ...matter, publishedAt: now },
    data: {
      ...(evenSo === true ? { evenSo } : {}),
      ...(unwilling > 0 ? { unwilling } : {}),
      ...(numbers ? { numbers } : {}),
      ...(doors ? { doors } : {}),
    },
    clocks: [],
  }
}

export function unpublish(
  matter: Matter,
  { reason }: CommandOf<'unpublish'>,
  { now }: Surroundings,
): Decision {
  if (matter.publishedAt === null) refuse(suggestionErrors.notPublic)
  return {
    matter: { ...remarked(matter, 'unpublish', reason, now), publishedAt: null },
    data: {},
    clocks: [],
  }
}

/** A department that wants to give it back hands it to the assigner, who has days of his own. */
export const assignerClock = (now: number, days: number): ClockChange => ({
  kind: 'start',
  clock: 'assign',
  owner: OFFICE,
  from: now,
  span: workingDays(days),
})
