import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { endOfDay } from '../calendars/working-time.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { localDay } from '../core/local-time.ts'
import { writtenNow } from './answering.rules.ts'
import { allSigned, classOf, lettersInForce } from './answers.rules.ts'
import { isUnreceived } from './assignment.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { clocksOf } from './department-clocks.rules.ts'
import { underStanding } from './department-mergers.rules.ts'
import {
  type Decision,
  type Letter,
  type Matter,
  OFFICE,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { assignSpan, legalMaximum, months, type Span, spanEnd } from './periods.rules.ts'
import { promiseInstead } from './promises.rules.ts'
import { stageOf } from './stage.rules.ts'
import { isLeftUnanswered } from './state-words.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** What a list of an earlier year left open goes on here: without an answer, or with a promise. */

/** The end of a day that the office sets: ahead, and no further than the law lets any answer be. */
function newDue(
  { dueOn, reason }: CommandOf<'go-on'>,
  { now, calendar }: Surroundings,
): EpochMs | null {
  if (dueOn === undefined) return null
  const day = dayOfIso(dueOn)
  const last = spanEnd(now, months(legalMaximum.extendedMonths), calendar)
  if (day <= localDay(now) || endOfDay(day) > last) refuse(suggestionErrors.dueUnfit, 'dueOn')
  if (reason === undefined) refuse(suggestionErrors.dueReason, 'reason')
  return endOfDay(day)
}

/** Until when the answer is due, and from when on: as the office says, else as the list does, else by months. */
function answerSpan(
  from: EpochMs,
  set: EpochMs | null,
  { now, periods, calendar, answerDueAt }: Surroundings,
): { from: EpochMs; span: Span } {
  if (set !== null) return { from: now, span: { unit: 'date', count: set } }
  const span = months(periods.answerMonths)
  const listed = answerDueAt ?? null
  return listed === null || listed === spanEnd(from, span, calendar)
    ? { from, span }
    : { from, span: { unit: 'date', count: listed } }
}

/**
 * 接着办: to whoever the list names, who has it here from now on; its answer is due as the list says, or on
 * a day that the office sets. Where the list names nobody it waits to be assigned.
 */
export function goOn(matter: Matter, command: CommandOf<'go-on'>, around: Surroundings): Decision {
  if (!isLeftUnanswered(matter)) refuse(suggestionErrors.notLeft)
  const { now, periods } = around
  const set = newDue(command, around)
  const { reason } = command
  const anew: Matter = {
    ...underStanding(matter, around.goesOnAs),
    endedAt: null,
    wentOn: {
      at: now,
      dueBefore: around.answerDueAt ?? null,
      assignedBefore: matter.firstAssignedAt,
      before: matter.handlers,
    },
    remarks:
      reason === undefined
        ? matter.remarks
        : [...matter.remarks, { act: 'go-on', text: reason, at: now }],
  }
  const from = matter.firstAssignedAt ?? now
  if (matter.handlers.every(({ part }) => part === 'co'))
    return {
      matter: { ...anew, state: 'review', handlers: [], firstAssignedAt: null },
      data: {},
      answerDueAt: null,
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
  const given: Matter = {
    ...anew,
    handlers: anew.handlers.map((one) => ({ ...one, assignedAt: now, receivedAt: null })),
  }
  const answer = answerSpan(from, set, around)
  const clocks = clocksOf(given, from, around).map((one) =>
    one.kind === 'start' && one.clock === 'answer' ? { ...one, ...answer } : one,
  )
  return {
    matter: { ...given, state: stageOf(given) },
    data: { departments: given.handlers.length, ...(set === null ? {} : { dueSet: set }) },
    clocks,
  }
}

/** 取消接着办: a slip of the office's own, as long as nobody has done anything about it. */
export function layBy(
  matter: Matter,
  command: CommandOf<'lay-by'>,
  { now }: Surroundings,
): Decision {
  const { wentOn, ...rest } = matter
  if (wentOn === undefined || !isUntouched(matter)) return refuse(suggestionErrors.wentOn)
  return {
    matter: {
      ...rest,
      state: 'closed',
      handlers: wentOn.before,
      firstAssignedAt: wentOn.assignedBefore,
      endedAt: wentOn.assignedBefore,
      remarks: [...matter.remarks, { act: 'lay-by', text: command.reason, at: now }],
    },
    // Who was asked to handle it; co-handlers alone, who come back now, never were.
    data: { departments: matter.handlers.length },
    answerDueAt: wentOn.dueBefore,
    clocks: [{ kind: 'stop-all' }],
  }
}

/** Whether it went on, and nobody has done anything about it yet. */
export const isUntouched = (matter: Matter): boolean => {
  const { wentOn } = matter
  return (
    wentOn !== undefined &&
    isUnreceived(matter) &&
    matter.handlersBefore === undefined &&
    matter.objection === null &&
    matter.withdrawalAskedAt === null &&
    matter.opinions.length === 0 &&
    matter.letters.length === 0 &&
    matter.handlers.every(({ assignedAt }) => assignedAt === wentOn.at)
  )
}

/** Promises that lists tell of and that are open: whoever signed them did so elsewhere. */
export const listedPromises = (matter: Matter): Letter[] =>
  lettersInForce(matter).filter(
    ({ promisedFor, signer }) => promisedFor !== null && signer === null,
  )

/**
 * 补记承诺结果: what became of a promise out of a list, which the office enters by what the department
 * wrote or said elsewhere. Nobody signs it here, so it is printed as a restored paper.
 */
export function retell(
  matter: Matter,
  command: CommandOf<'retell'>,
  { now, periods, department }: Surroundings,
): Decision {
  const open = listedPromises(matter)
  const [only, ...more] = open
  const meant =
    command.department === undefined
      ? more.length === 0
        ? only
        : refuse(suggestionErrors.whosePromise, 'department')
      : open.find(({ departmentId }) => departmentId === command.department)
  if (meant === undefined) return refuse(suggestionErrors.noListedPromise)
  const own = meant.departmentId
  const letter: Letter = {
    ...writtenNow(matter, command, own, { now, periods }),
    departmentName: department(own),
    signedAt: now,
    redeems: true,
  }
  const after = { ...matter, letters: [...matter.letters, letter] }
  return {
    matter: after,
    data: {
      departmentId: own,
      class: command.class,
      said: letter.said ?? null,
      promisedFor: letter.promisedFor,
      whole: allSigned(matter) ? classOf(after) : null,
    },
    clocks: promiseInstead(letter.promisedFor, own, now),
  }
}
