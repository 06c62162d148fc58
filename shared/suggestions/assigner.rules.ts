import type { CommandOf } from './commands.model.ts'
import {
  type ClockChange,
  type Decision,
  type Handler,
  type Matter,
  mainHandlers,
  OFFICE,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { months, workingDays } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type { SuggestionAct } from './suggestions.words.ts'

/** The steps of 代表工委: reviewing, assigning, and ending what does not end by itself. */

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
  { now }: Surroundings,
): Decision => ({
  matter: { ...matter, state: 'merged', mergedInto: command.into, endedAt: now },
  data: { into: command.into },
  clocks: [{ kind: 'stop-all' }],
})

/** One lead with co-handlers, or several that answer apart; nobody twice. */
function handlersOf(command: CommandOf<'assign'>, matter: Matter, now: number): Handler[] {
  const { lead, co, separate } = command
  const all = [...(lead === undefined ? [] : [lead]), ...co, ...separate]
  const clear =
    new Set(all).size === all.length &&
    (lead === undefined ? separate.length >= 2 && co.length === 0 : separate.length === 0)
  if (!clear) refuse(suggestionErrors.handlersUnclear, 'lead')
  const made = (departmentId: string, part: Handler['part']): Handler => {
    const before = matter.handlers.find((one) => one.departmentId === departmentId)
    // Whoever had it already has had those days.
    return before?.part === part
      ? before
      : { departmentId, part, assignedAt: now, receivedAt: null }
  }
  return [
    ...(lead === undefined ? [] : [made(lead, 'lead')]),
    ...co.map((one) => made(one, 'co')),
    ...separate.map((one) => made(one, 'separate')),
  ]
}

/** Everything that runs for a department from its assignment on. */
function clocksOf(
  handlers: readonly Handler[],
  from: number,
  { periods, now }: Surroundings,
): ClockChange[] {
  const start = (
    handler: Handler,
    clock: 'return' | 'contact' | 'opinion' | 'answer',
    span: ReturnType<typeof months>,
    at = now,
  ): ClockChange => ({
    kind: 'start',
    clock,
    owner: { kind: 'department', id: handler.departmentId },
    from: at,
    span,
  })
  return handlers.flatMap((handler) => [
    start(handler, 'return', workingDays(periods.returnDays), handler.assignedAt),
    ...(handler.part === 'co'
      ? [start(handler, 'opinion', months(periods.opinionMonths))]
      : [
          start(handler, 'contact', workingDays(periods.contactDays)),
          // From the first assignment, also where it lies elsewhere now.
          start(handler, 'answer', months(periods.answerMonths), from),
        ]),
  ])
}

const stateOf = (handlers: readonly Handler[]): 'assigned' | 'handling' =>
  handlers.some(({ part, receivedAt }) => part !== 'co' && receivedAt === null)
    ? 'assigned'
    : 'handling'

export function assign(
  matter: Matter,
  command: CommandOf<'assign'>,
  around: Surroundings,
): Decision {
  const handlers = handlersOf(command, matter, around.now)
  const firstAssignedAt = matter.firstAssignedAt ?? around.now
  return {
    matter: {
      ...matter,
      // It is signed for anew, by whoever has it now.
      state: 'assigned',
      handlers: handlers.map((one) => ({ ...one, receivedAt: null })),
      firstAssignedAt,
      objection: null,
    },
    data: { again: matter.firstAssignedAt !== null, departments: handlers.length },
    clocks: [{ kind: 'stop-all' }, ...clocksOf(handlers, firstAssignedAt, around)],
  }
}

export const reject = (
  matter: Matter,
  command: CommandOf<'reject'>,
  { now }: Surroundings,
): Decision => ({
  matter: {
    ...remarked(matter, 'reject', command.reason, now),
    state: stateOf(matter.handlers),
    objection: null,
  },
  data: {},
  clocks: [{ kind: 'stop', clock: 'assign' }],
})

export function decideExtension(
  matter: Matter,
  command: CommandOf<'decide-extension'>,
  { now, periods }: Surroundings,
): Decision {
  const { extension } = matter
  if (extension === null || extension.granted !== null) return refuse(suggestionErrors.notAsked)
  const said =
    command.reason === undefined
      ? matter
      : remarked(matter, 'decide-extension', command.reason, now)
  return {
    matter: { ...said, extension: { ...extension, granted: command.granted } },
    data: { granted: command.granted, months: periods.extendedMonths },
    clocks: command.granted
      ? [{ kind: 'recount', clock: 'answer', span: months(periods.extendedMonths) }]
      : [],
  }
}

/** Nobody judged in time: it ends, and stays out of 满意率. */
export function close(matter: Matter, { now }: Surroundings): Decision {
  if (matter.feedbackDueAt === null || now <= matter.feedbackDueAt)
    refuse(suggestionErrors.feedbackOpen)
  return {
    matter: { ...matter, state: 'closed', endedAt: now },
    data: {},
    clocks: [{ kind: 'stop', clock: 'feedback' }],
  }
}

export const settle = (
  matter: Matter,
  command: CommandOf<'settle'>,
  { now }: Surroundings,
): Decision => ({
  matter: { ...remarked(matter, 'settle', command.text, now), state: 'closed', endedAt: now },
  data: {},
  clocks: [],
})

export function publish(matter: Matter, on: boolean, { now }: Surroundings): Decision {
  if (on && matter.secret) refuse(suggestionErrors.secret)
  if (on === (matter.publishedAt !== null)) refuse(suggestionErrors.alreadyDone)
  return { matter: { ...matter, publishedAt: on ? now : null }, data: {}, clocks: [] }
}

/** A department that wants to give it back hands it to the assigner, who has days of his own. */
export const assignerClock = (now: number, days: number): ClockChange => ({
  kind: 'start',
  clock: 'assign',
  owner: OFFICE,
  from: now,
  span: workingDays(days),
})

export const everyMainSigned = (matter: Matter, signed: ReadonlySet<string>): boolean =>
  mainHandlers(matter).every(({ departmentId }) => signed.has(departmentId))
