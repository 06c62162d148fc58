import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { localDay } from '../core/local-time.ts'
import { assignerClock } from './assigner.rules.ts'
import { attachmentsOf } from './attachments.rules.ts'
import type { CommandOf } from './commands.model.ts'
import {
  type Contact,
  type Decision,
  type Matter,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { spanEnd, workingDays } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** The steps of the departments on the way to an answer: receiving, talking, asking for time. */

export function receive(matter: Matter, own: string, { now }: Surroundings): Decision {
  const handler = matter.handlers.find(({ departmentId }) => departmentId === own)
  if (handler === undefined || handler.receivedAt !== null) refuse(suggestionErrors.alreadyDone)
  const handlers = matter.handlers.map((one) =>
    one.departmentId === own ? { ...one, receivedAt: now } : one,
  )
  const all = handlers.every(({ part, receivedAt }) => part === 'co' || receivedAt !== null)
  return {
    matter: { ...matter, handlers, state: all ? 'handling' : matter.state },
    data: {},
    clocks: [],
  }
}

/** Only within its days, and only to the assigner; what comes later lapses. */
export function objectTo(
  matter: Matter,
  command: CommandOf<'object'>,
  own: string,
  { now, periods, calendar }: Surroundings,
): Decision {
  const handler = matter.handlers.find(({ departmentId }) => departmentId === own)
  const from = handler?.assignedAt ?? 0
  if (now > spanEnd(from, workingDays(periods.returnDays), calendar))
    refuse(suggestionErrors.returnTooLate)
  return {
    matter: {
      ...matter,
      state: 'objected',
      objection: { departmentId: own, at: now },
      remarks: [...matter.remarks, { act: 'object', text: command.reason, at: now }],
    },
    data: {},
    clocks: [assignerClock(now, periods.returnDays)],
  }
}

const isSame = (there: Contact, said: CommandOf<'contact'>): boolean =>
  (['phase', 'way', 'on', 'people', 'inCharge', 'text'] as const).every(
    (key) => there[key] === said[key],
  ) && (there.files ?? []).map(({ id }) => id).join() === (said.files ?? []).join()

export function contact(
  matter: Matter,
  command: CommandOf<'contact'>,
  own: string,
  { now, atHand }: Surroundings,
): Decision {
  if (dayOfIso(command.on) > localDay(now)) refuse(suggestionErrors.contactAhead, 'on')
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

/** Once, and before the answer is late. */
export function askExtension(
  matter: Matter,
  command: CommandOf<'ask-extension'>,
  own: string,
  { now, periods, calendar }: Surroundings,
): Decision {
  if (matter.extension !== null) refuse(suggestionErrors.extendedOnce)
  const due = spanEnd(
    matter.firstAssignedAt ?? now,
    { unit: 'month', count: periods.answerMonths },
    calendar,
  )
  if (now > due) refuse(suggestionErrors.tooLateToExtend)
  return {
    matter: {
      ...matter,
      extension: { departmentId: own, askedAt: now, granted: null },
      remarks: [...matter.remarks, { act: 'ask-extension', text: command.reason, at: now }],
    },
    data: {},
    clocks: [],
  }
}
