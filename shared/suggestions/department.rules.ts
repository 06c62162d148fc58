import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { localDay } from '../core/local-time.ts'
import { lettersNow } from './answers.rules.ts'
import { assignerClock } from './assigner.rules.ts'
import { attachmentsOf } from './attachments.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { answeredOn, handedInOn, isBefore } from './days-said.rules.ts'
import {
  type Contact,
  type Decision,
  dueOf,
  type Matter,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { mustBeAtWork, mustNotHaveObjected, objectionsOpen, stageOf } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** The steps of the departments on the way to an answer: receiving, talking, saying what they think. */

export function receive(matter: Matter, own: string, { now }: Surroundings): Decision {
  mustNotHaveObjected(matter, own)
  const handler = matter.handlers.find(({ departmentId }) => departmentId === own)
  if (handler === undefined || handler.receivedAt !== null) refuse(suggestionErrors.alreadyDone)
  const handlers = matter.handlers.map((one) =>
    one.departmentId === own ? { ...one, receivedAt: now } : one,
  )
  const received = { ...matter, handlers }
  return { matter: { ...received, state: stageOf(received) }, data: {}, clocks: [] }
}

/** Only within its days, and only to the assigner; what comes later lapses. */
export function objectTo(
  matter: Matter,
  command: CommandOf<'object'>,
  own: string,
  around: Surroundings,
): Decision {
  const { now, periods } = around
  mustNotHaveObjected(matter, own)
  if (lettersNow(matter).some(({ departmentId }) => departmentId === own))
    refuse(suggestionErrors.alreadyProposed)
  const due = dueOf(around, 'return', own)
  // Once more, after 不满意, is no assignment that could go back.
  if (matter.round > 0 || due === null || now > due) refuse(suggestionErrors.returnTooLate)
  const made = { departmentId: own, at: now }
  const { objection, moreObjections = [] } = matter
  return {
    matter: {
      ...matter,
      state: 'objected',
      objection: objection ?? made,
      moreObjections: objection === null ? [] : [...moreObjections, made],
      remarks: [
        ...matter.remarks,
        { act: 'object', text: command.reason, at: now, departmentId: own },
      ],
    },
    data: {},
    clocks: objection === null ? [assignerClock(now, periods.returnDays)] : [],
  }
}

/**
 * As long as the office has not decided, whoever asked goes on with it, as if nobody had asked: its
 * own clocks have run all the time, and only those of the office go by who still asks.
 */
export function dropObjection(
  matter: Matter,
  own: string,
  { now, periods }: Surroundings,
): Decision {
  const made = objectionsOpen(matter).find(({ departmentId }) => departmentId === own)
  if (made === undefined) return refuse(suggestionErrors.notObjected)
  const [next = null, ...more] = objectionsOpen(matter).filter(
    ({ departmentId }) => departmentId !== own,
  )
  const left: Matter = {
    ...matter,
    objection: next,
    moreObjections: more,
    remarks: matter.remarks.map((one) =>
      // Of a former version the moment alone says whose words those are.
      one.act === 'object' && (one.departmentId ?? own) === own && one.at === made.at
        ? { ...one, droppedAt: now }
        : one,
    ),
  }
  return {
    matter: { ...left, state: stageOf(left) },
    data: {},
    clocks:
      matter.objection === made
        ? [
            { kind: 'stop', clock: 'assign' },
            ...(next === null ? [] : [assignerClock(next.at, periods.returnDays)]),
          ]
        : [],
  }
}

const isSame = (there: Contact, said: CommandOf<'contact'>): boolean =>
  (['phase', 'way', 'on', 'people', 'inCharge', 'text'] as const).every(
    (key) => there[key] === said[key],
  ) && (there.files ?? []).map(({ id }) => id).join() === (said.files ?? []).join()

/** Whether that very talk is noted already. */
export const isNoted = (matter: Matter, own: string, said: CommandOf<'contact'>): boolean =>
  matter.contacts.some((one) => one.departmentId === own && isSame(one, said))

export function contact(
  matter: Matter,
  command: CommandOf<'contact'>,
  own: string,
  { now, atHand }: Surroundings,
): Decision {
  mustBeAtWork(matter, own)
  if (dayOfIso(command.on) > localDay(now)) refuse(suggestionErrors.contactAhead, 'on')
  if (command.phase === 'after' && matter.answeredAt === null)
    refuse(suggestionErrors.notAnsweredYet, 'phase')
  if (isBefore(command.on, handedInOn(matter))) refuse(suggestionErrors.contactEarly, 'on')
  if (command.phase === 'after' && isBefore(command.on, answeredOn(matter)))
    refuse(suggestionErrors.contactBeforeAnswer, 'on')
  const { act: _, files, ...said } = command
  // Sent once more because its answer was lost: it is there already.
  if (matter.contacts.some((one) => one.departmentId === own && isSame(one, command)))
    refuse(suggestionErrors.alreadyDone)
  const made = { ...said, files: attachmentsOf(files, [], atHand), departmentId: own, at: now }
  return {
    matter: { ...matter, contacts: [...matter.contacts, made] },
    data: { phase: command.phase, way: command.way },
    clocks: [{ kind: 'stop', clock: 'contact', owner: own }],
  }
}

export function opine(
  matter: Matter,
  command: CommandOf<'opine'>,
  own: string,
  { now }: Surroundings,
): Decision {
  mustNotHaveObjected(matter, own)
  const made = { departmentId: own, round: matter.round, text: command.text, at: now }
  const last = matter.opinions.findLast(
    ({ departmentId, round }) => departmentId === own && round === matter.round,
  )
  if (last?.text === made.text) refuse(suggestionErrors.alreadyDone)
  return {
    matter: { ...matter, opinions: [...matter.opinions, made] },
    data: {},
    clocks: [{ kind: 'stop', clock: 'opinion', owner: own }],
  }
}
