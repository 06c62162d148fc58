import { NOT_COUNTED_YET } from '../issues/resolution.rules.ts'
import { allSigned, classOf, signersNow } from './answers.rules.ts'
import type { CommandOf } from './commands.model.ts'
import {
  type ClockChange,
  type Decision,
  type Handler,
  type Matter,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { months, spanEnd, workingDays } from './periods.rules.ts'
import { countsAsTalk, stageOf } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** Who has to answer, until when, and when that is done; once more where it went to others. */

/** One lead with co-handlers, or several that answer apart; nobody twice. */
function handlersOf(
  command: CommandOf<'assign' | 'reassign'>,
  matter: Matter,
  { now, department }: Surroundings,
): Handler[] {
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
      : {
          departmentId,
          departmentName: department(departmentId),
          part,
          assignedAt: now,
          receivedAt: null,
        }
  }
  return [
    ...(lead === undefined ? [] : [made(lead, 'lead')]),
    ...co.map((one) => made(one, 'co')),
    ...separate.map((one) => made(one, 'separate')),
  ]
}

/** Everything that runs for a department until its answer; what is done already runs for nobody. */
export function clocksOf(matter: Matter, from: number, { periods }: Surroundings): ClockChange[] {
  const start = (
    handler: Handler,
    clock: 'return' | 'contact' | 'opinion' | 'answer',
    span: ReturnType<typeof months>,
    // Whoever had it already has had those days.
    at = handler.assignedAt,
  ): ClockChange => ({
    kind: 'start',
    clock,
    owner: { kind: 'department', id: handler.departmentId },
    from: at,
    span,
  })
  const signed = signersNow(matter)
  const talked = new Set(matter.contacts.filter(countsAsTalk).map((one) => one.departmentId))
  const spoken = new Set(matter.opinions.map(({ departmentId }) => departmentId))
  const answer = matter.extension?.granted === true ? periods.extendedMonths : periods.answerMonths
  return matter.handlers.flatMap((handler) => {
    const { departmentId, part } = handler
    if (part !== 'co' && signed.has(departmentId)) return []
    const sendBack = start(handler, 'return', workingDays(periods.returnDays))
    if (part === 'co')
      return spoken.has(departmentId)
        ? [sendBack]
        : [sendBack, start(handler, 'opinion', months(periods.opinionMonths))]
    return [
      sendBack,
      ...(talked.has(departmentId)
        ? []
        : [start(handler, 'contact', workingDays(periods.contactDays))]),
      // From the first assignment, also where it lies elsewhere now.
      start(handler, 'answer', months(answer), from),
    ]
  })
}

/** Who comes to it now knows until when, whatever is granted later, or becomes of the calendar. */
function withTerms(
  handlers: readonly Handler[],
  started: readonly ClockChange[],
  { now, calendar }: Surroundings,
): Handler[] {
  const termsOf = (own: string): NonNullable<Handler['terms']> =>
    started.flatMap((one) => {
      if (one.kind !== 'start' || one.owner.id !== own) return []
      const until = spanEnd(one.from, one.span, calendar)
      return [{ clock: one.clock, span: one.span, until: until === NOT_COUNTED_YET ? null : until }]
    })
  return handlers.map((one) =>
    one.assignedAt === now ? { ...one, terms: termsOf(one.departmentId) } : one,
  )
}

/** The answer of the whole, once every department that answers has signed; null: not yet. */
export function ifAllSigned(
  matter: Matter,
  { now, periods }: Surroundings,
): Pick<Decision, 'matter' | 'clocks'> | null {
  if (!allSigned(matter)) return null
  return {
    matter: {
      ...matter,
      state: 'answered',
      answeredAt: matter.answeredAt ?? now,
      // What a co-handler has sent back asks nobody any more.
      objection: null,
      moreObjections: [],
    },
    clocks: [
      { kind: 'stop', clock: 'assign' },
      { kind: 'stop', clock: 'contact' },
      { kind: 'stop', clock: 'opinion' },
      {
        kind: 'start',
        clock: 'feedback',
        owner: { kind: 'representative', id: matter.representativeId },
        from: now,
        span: workingDays(periods.feedbackDays),
      },
    ],
  }
}

/** Whether nobody it went to has taken it yet. */
export const isUnreceived = ({ handlers }: Matter): boolean =>
  handlers.every(({ receivedAt }) => receivedAt === null)

export function assign(
  matter: Matter,
  command: CommandOf<'assign' | 'reassign'>,
  around: Surroundings,
): Decision {
  const handlers = handlersOf(command, matter, around)
  const firstAssignedAt = matter.firstAssignedAt ?? around.now
  const signed = signersNow(matter)
  const received = new Map(matter.handlers.map((one) => [one.departmentId, one.receivedAt]))
  const answering = new Set(
    handlers.flatMap(({ departmentId, part }) => (part === 'co' ? [] : [departmentId])),
  )
  const given: Matter = {
    ...matter,
    // Nobody is left to sign the draft of whoever lost it, or to write it anew.
    letters: matter.letters.filter(
      ({ departmentId, signedAt }) => signedAt !== null || answering.has(departmentId),
    ),
    ...(matter.sentBack === undefined
      ? {}
      : { sentBack: matter.sentBack.filter(({ departmentId }) => answering.has(departmentId)) }),
    // It is signed for anew, by whoever still has to answer.
    handlers: handlers.map((one) => ({
      ...one,
      receivedAt: signed.has(one.departmentId) ? (received.get(one.departmentId) ?? null) : null,
    })),
    ...(matter.handlers.length === 0
      ? {}
      : {
          handlersBefore: [
            ...(matter.handlersBefore ?? []),
            { handlers: matter.handlers, until: around.now },
          ],
        }),
    firstAssignedAt,
    objection: null,
    moreObjections: [],
  }
  const stopped: ClockChange[] = [
    ...(['assign', 'return', 'contact', 'opinion', 'answer'] as const).map(
      (clock): ClockChange => ({ kind: 'stop', clock }),
    ),
    // What was promised stays promised, unless the department does not answer any more.
    ...matter.handlers
      .filter(({ departmentId }) => !answering.has(departmentId))
      .map(
        ({ departmentId }): ClockChange => ({
          kind: 'stop',
          clock: 'promise',
          owner: departmentId,
        }),
      ),
  ]
  const kept = new Set(handlers.map(({ departmentId }) => departmentId))
  const lost = matter.handlers
    .map(({ departmentId }) => departmentId)
    .filter((one) => !kept.has(one))
    .join()
  const again = matter.firstAssignedAt !== null
  const data = { again, departments: handlers.length, ...(again ? { lost } : {}) }
  const whole = ifAllSigned(given, around)
  if (whole !== null)
    return {
      matter: whole.matter,
      data: { ...data, answered: true, class: classOf(given), whole: classOf(given) },
      clocks: [...stopped, ...whole.clocks],
    }
  const started = clocksOf(given, firstAssignedAt, around)
  return {
    matter: {
      ...given,
      handlers: withTerms(given.handlers, started, around),
      state: stageOf(given),
    },
    data,
    clocks: [...stopped, ...started],
  }
}

/**
 * A slip of the office's own, mended before anybody has signed for it; an act apart, so that of two
 * clerks who assign at once only one gets through.
 */
export function reassign(
  matter: Matter,
  command: CommandOf<'reassign'>,
  around: Surroundings,
): Decision {
  if (!isUnreceived(matter)) refuse(suggestionErrors.received)
  return assign(matter, command, around)
}
