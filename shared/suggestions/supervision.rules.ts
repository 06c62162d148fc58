import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { localDay } from '../core/local-time.ts'
import type { CommandOf } from './commands.model.ts'
import { handedInOn, isBefore } from './days-said.rules.ts'
import {
  type Decision,
  type Matter,
  OFFICE,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** What the office sees to from above: 重点督办, 优秀建议, 不公开 and 催办. */

export function markKey(
  matter: Matter,
  { leader, post, reason }: CommandOf<'mark-key'>,
  { now }: Surroundings,
): Decision {
  if (matter.key) refuse(suggestionErrors.alreadyKey)
  return { matter: { ...matter, key: { leader, post, reason, at: now } }, data: {}, clocks: [] }
}

export function unmarkKey(
  matter: Matter,
  { reason }: CommandOf<'unmark-key'>,
  { now }: Surroundings,
): Decision {
  if (!matter.key) refuse(suggestionErrors.notKey)
  return {
    matter: {
      ...matter,
      key: null,
      remarks: [...matter.remarks, { act: 'unmark-key', text: reason, at: now }],
    },
    data: {},
    clocks: [],
  }
}

/** What was done to see to it; it moves nothing, and is written as often as something was done. */
export function supervise(
  matter: Matter,
  { on, people, text }: CommandOf<'supervise'>,
  { now }: Surroundings,
): Decision {
  if (!matter.key) refuse(suggestionErrors.notKey)
  if (dayOfIso(on) > localDay(now)) refuse(suggestionErrors.supervisedAhead, 'on')
  if (isBefore(on, handedInOn(matter))) refuse(suggestionErrors.supervisedEarly, 'on')
  const before = matter.supervised ?? []
  // Sent once more because its answer was lost: it is there already.
  if (before.some((one) => one.on === on && one.people === people && one.text === text))
    refuse(suggestionErrors.alreadyDone)
  return {
    matter: { ...matter, supervised: [...before, { on, people, text, at: now }] },
    data: { on },
    clocks: [],
  }
}

/** Named by who leads it, so that points know whose it is, also of earlier years. */
export function markExcellent(
  matter: Matter,
  { reason }: CommandOf<'mark-excellent'>,
  { now }: Surroundings,
): Decision {
  if (matter.excellent) refuse(suggestionErrors.alreadyExcellent)
  return {
    matter: { ...matter, excellent: { reason, at: now } },
    data: { leadId: matter.representativeId },
    clocks: [],
  }
}

export function unmarkExcellent(
  matter: Matter,
  { reason }: CommandOf<'unmark-excellent'>,
  { now }: Surroundings,
): Decision {
  if (!matter.excellent) refuse(suggestionErrors.notExcellent)
  return {
    matter: {
      ...matter,
      excellent: null,
      remarks: [...matter.remarks, { act: 'unmark-excellent', text: reason, at: now }],
    },
    data: { leadId: matter.representativeId },
    clocks: [],
  }
}

/** What must stay inside is taken down in the same step where it was out already. */
export function markSecret(
  matter: Matter,
  { act, reason }: CommandOf<'mark-secret' | 'unmark-secret'>,
  { now }: Surroundings,
): Decision {
  const secret = act === 'mark-secret'
  if (matter.secret === secret) refuse(suggestionErrors.alreadyDone)
  return {
    matter: {
      ...matter,
      secret,
      publishedAt: secret ? null : matter.publishedAt,
      remarks: [...matter.remarks, { act, text: reason, at: now }],
    },
    data: secret && matter.publishedAt !== null ? { unpublished: true } : {},
    clocks: [],
  }
}

/** The office whatever somebody else owes; who answers the opinions that hold the answer up. */
export const mayUrge = (who: Party, { clock, owner }: Surroundings['running'][number]): boolean =>
  who.kind === 'department' ? clock === 'opinion' : owner.kind !== OFFICE.kind && clock !== 'return'

/** Only what is still owed, and once a day. [default] */
export function remind(
  matter: Matter,
  { clock, owner, text }: CommandOf<'remind'>,
  who: Party,
  { now, running }: Surroundings,
): Decision {
  const by: { inspects?: true } = who.kind === 'office' && who.inspects ? { inspects: true } : {}
  const departs = who.kind === 'department' ? { departmentId: who.id } : {}
  const owed = running.find((one) => one.clock === clock && one.owner.id === owner)
  if (owed === undefined || !mayUrge(who, owed)) return refuse(suggestionErrors.nothingOwed)
  const before = matter.reminders ?? []
  const today = before.some(
    (one) => one.clock === clock && one.owner === owner && localDay(one.at) === localDay(now),
  )
  if (today) refuse(suggestionErrors.remindedToday)
  return {
    matter: {
      ...matter,
      reminders: [...before, { clock, owner, text: text ?? null, at: now, ...by, ...departs }],
    },
    data: { clock, owner, ownerKind: owed.owner.kind, ...(by.inspects ? { inspects: true } : {}) },
    clocks: [],
  }
}
