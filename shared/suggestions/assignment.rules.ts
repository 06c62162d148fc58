import { dayOfIso, isoOfDay } from '../calendars/work-calendar.rules.ts'
import { localDay } from '../core/local-time.ts'
import { allSigned, classOf, signersNow } from './answers.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { firstAssignedOn, isBefore } from './days-said.rules.ts'
import { clocksOf, withTerms } from './department-clocks.rules.ts'
import { draftsLeft } from './drafts.rules.ts'
import {
  type ClockChange,
  type Decision,
  type Handler,
  type Matter,
  type Objection,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { movedOf } from './moved-parts.rules.ts'
import { workingDays } from './periods.rules.ts'
import { objectionsOpen, stageOf } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import { asIfNotAsked } from './withdrawal.rules.ts'

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
          // Whoever stays with another part has signed for it already.
          receivedAt: before?.receivedAt ?? null,
        }
  }
  return [
    ...(lead === undefined ? [] : [made(lead, 'lead')]),
    ...co.map((one) => made(one, 'co')),
    ...separate.map((one) => made(one, 'separate')),
  ]
}

/** The answer of the whole, once every department that answers has signed; null: not yet. */
export function ifAllSigned(
  matter: Matter,
  { now, periods }: Surroundings,
): Pick<Decision, 'matter' | 'clocks'> | null {
  if (!allSigned(matter)) return null
  return {
    matter: {
      // Whether it is taken back asks nobody any more, either.
      ...asIfNotAsked(matter, 'answered'),
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

/** Whether anybody has ever taken it, also of those who have it no more: then it is no slip. */
export const wasEverReceived = ({ handlers, handlersBefore = [] }: Matter): boolean =>
  [...handlersBefore.flatMap((one) => one.handlers), ...handlers].some(
    ({ receivedAt }) => receivedAt !== null,
  )

/** What is left of it where others have it, and what it was before that. */
function handedOver(
  matter: Matter,
  handlers: readonly Handler[],
  { now }: Surroundings,
): Pick<Matter, 'letters' | 'handlersBefore' | 'handlers'> {
  const answers = answerersIn(handlers)
  return {
    // Nobody is left to sign the draft of whoever lost it.
    letters: matter.letters.filter(
      ({ departmentId, signedAt }) => signedAt !== null || answers.has(departmentId),
    ),
    handlers,
    ...(matter.handlers.length === 0
      ? {}
      : {
          handlersBefore: [
            ...(matter.handlersBefore ?? []),
            { handlers: matter.handlers, until: now },
          ],
        }),
  }
}

const answerersIn = (handlers: readonly Handler[]): Set<string> =>
  new Set(handlers.flatMap(({ departmentId, part }) => (part === 'co' ? [] : [departmentId])))

/** What was promised stays promised, unless the department does not answer any more. */
const promisesOver = (matter: Matter, handlers: readonly Handler[]): ClockChange[] =>
  matter.handlers
    .filter(({ departmentId }) => !answerersIn(handlers).has(departmentId))
    .map(({ departmentId }) => ({ kind: 'stop', clock: 'promise', owner: departmentId }))

const RUNS = ['return', 'contact', 'opinion', 'answer'] as const

const lostOf = (matter: Matter, handlers: readonly Handler[]): string[] =>
  matter.handlers.flatMap(({ departmentId: own }) =>
    handlers.some(({ departmentId }) => departmentId === own) ? [] : [own],
  )

/** What follows once it lies with those who have it now; their clocks, or the answer that is whole. */
function running(
  given: Matter,
  data: Decision['data'],
  stopped: readonly ClockChange[],
  isStarted: (own: string) => boolean,
  around: Surroundings,
): Decision {
  const whole = ifAllSigned(given, around)
  if (whole !== null)
    return {
      matter: whole.matter,
      data: { ...data, answered: true, class: classOf(given), whole: classOf(given) },
      clocks: [...stopped, ...whole.clocks],
    }
  const from = given.firstAssignedAt ?? around.now
  const started = clocksOf(given, from, around).filter(
    (one) => one.kind === 'start' && isStarted(one.owner.id),
  )
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

/** Whether those send it back now whom somebody saw send it back. */
const isSame = (open: readonly Objection[], seen: readonly string[]): boolean =>
  open.length === seen.length && open.every(({ departmentId }) => seen.includes(departmentId))

export function assign(
  matter: Matter,
  command: CommandOf<'assign'>,
  around: Surroundings,
): Decision {
  const { objecting } = command
  if (objecting !== undefined && !isSame(objectionsOpen(matter), objecting))
    refuse(suggestionErrors.objectionMoved)
  const signed = signersNow(matter)
  const received = new Map(matter.handlers.map((one) => [one.departmentId, one.receivedAt]))
  // It is signed for anew, by whoever still has to answer.
  const handlers = handlersOf(command, matter, around).map((one) => ({
    ...one,
    receivedAt: signed.has(one.departmentId) ? (received.get(one.departmentId) ?? null) : null,
  }))
  const answers = answerersIn(handlers)
  const given: Matter = {
    ...matter,
    ...handedOver(matter, handlers, around),
    ...(matter.sentBack === undefined
      ? {}
      : { sentBack: matter.sentBack.filter(({ departmentId }) => answers.has(departmentId)) }),
    firstAssignedAt: matter.firstAssignedAt ?? around.now,
    objection: null,
    moreObjections: [],
  }
  const again = matter.firstAssignedAt !== null
  const stopped: ClockChange[] = [
    ...(['assign', ...RUNS] as const).map((clock): ClockChange => ({ kind: 'stop', clock })),
    ...promisesOver(matter, handlers),
  ]
  return running(
    given,
    {
      again,
      departments: handlers.length,
      ...(again ? { lost: lostOf(matter, handlers).join() } : {}),
    },
    stopped,
    () => true,
    around,
  )
}

/** Not once the answer is out, nor while it is made anew. */
export const mayBeReassigned = ({ answeredAt, round }: Matter): boolean =>
  answeredAt === null && round === 0

/** Whether it lies where whoever changes it saw it lie. */
const isAsSeen = ({ handlers }: Matter, was: NonNullable<CommandOf<'reassign'>['was']>): boolean =>
  handlers.length === was.length &&
  handlers.every(({ departmentId, part }) =>
    was.some((one) => one.id === departmentId && one.part === part),
  )

/** What a change of the handlers has to say, and whom it may not touch. */
function mustBeSound(
  matter: Matter,
  handlers: readonly Handler[],
  { reason, on, was }: CommandOf<'reassign'>,
  now: number,
): void {
  if (!mayBeReassigned(matter)) refuse(suggestionErrors.notNow)
  if (was !== undefined && !isAsSeen(matter, was)) refuse(suggestionErrors.handlersMoved)
  if (wasEverReceived(matter) && reason === undefined)
    refuse(suggestionErrors.reassignReason, 'reason')
  if (on !== undefined && dayOfIso(on) > localDay(now))
    refuse(suggestionErrors.reassignedAhead, 'on')
  if (on !== undefined && isBefore(on, firstAssignedOn(matter)))
    refuse(suggestionErrors.reassignedEarly, 'on')
  const stays = new Set(handlers)
  if (handlers.length === matter.handlers.length && matter.handlers.every((one) => stays.has(one)))
    refuse(suggestionErrors.handlersSame, 'lead')
  const signed = signersNow(matter)
  if (matter.handlers.some((one) => signed.has(one.departmentId) && !stays.has(one)))
    refuse(suggestionErrors.answerGiven, 'separate')
}

/**
 * A slip mended before anybody has signed for it, or others by somebody's decision later. Whoever stays
 * what they are keeps what they had and did; an act apart, so that of two clerks who assign at once only
 * one gets through.
 */
export function reassign(
  matter: Matter,
  command: CommandOf<'reassign'>,
  around: Surroundings,
): Decision {
  const { now } = around
  const handlers = handlersOf(command, matter, around)
  mustBeSound(matter, handlers, command, now)
  const { reason, on, decidedBy } = command
  const answers = answerersIn(handlers)
  const given: Matter = {
    ...matter,
    ...handedOver(matter, handlers, around),
    ...draftsLeft(matter, answers, now),
    remarks:
      reason === undefined
        ? matter.remarks
        : [
            ...matter.remarks,
            {
              act: 'reassign',
              text: reason,
              at: now,
              on: on ?? isoOfDay(localDay(now)),
              ...(decidedBy === undefined ? {} : { decidedBy }),
            },
          ],
  }
  const stays = new Set(matter.handlers.filter((one) => handlers.includes(one)))
  const stopped = matter.handlers
    .filter((one) => !stays.has(one))
    .flatMap(({ departmentId }) =>
      RUNS.map((clock): ClockChange => ({ kind: 'stop', clock, owner: departmentId })),
    )
  const fresh = handlers.flatMap((one) => (stays.has(one) ? [] : [one.departmentId]))
  const data = {
    again: true,
    departments: handlers.length,
    lost: lostOf(matter, handlers).join(),
    fresh: fresh.join(),
    changed: wasEverReceived(matter),
    moved: movedOf(matter.handlers, handlers),
  }
  const change = [...stopped, ...promisesOver(matter, handlers)]
  return running(given, data, change, (own) => fresh.includes(own), around)
}
