import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { endOfDay } from '../calendars/working-time.rules.ts'
import { DAY, type EpochMs } from '../core/clock.ts'
import { localDay } from '../core/local-time.ts'
import { attachmentsOf } from './attachments.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { isBefore, isTooFar, wordOnDay } from './days-said.rules.ts'
import {
  type Decision,
  type Matter,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { promiseInstead, settledFor } from './promises.rules.ts'
import type { Asking, MediatingNote, Settlement } from './settling.model.ts'
import { speakersOf, speaksForAuthors } from './speaking.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** 工委协调: the office writes down what it does and what was agreed, and whoever wrote it is asked once. */

/** How long the representative may say whether they accept it. */
const ASKED = 30 * DAY

function mustBeSince(matter: Matter, on: string, now: EpochMs): void {
  if (dayOfIso(on) > localDay(now)) refuse(suggestionErrors.settledAhead, 'on')
  if (isBefore(on, wordOnDay(matter))) refuse(suggestionErrors.settledEarly, 'on')
}

/** What was done on the way; it moves nothing, and is written as often as something was done. */
export function mediate(
  matter: Matter,
  { way, on, text, files }: CommandOf<'mediate'>,
  { now, atHand }: Surroundings,
): Decision {
  mustBeSince(matter, on, now)
  // Sent once more because its answer was lost: it is there already.
  if (matter.mediating?.some((one) => one.way === way && one.on === on && one.text === text))
    refuse(suggestionErrors.alreadyDone)
  const note: MediatingNote = { way, on, text, at: now, files: attachmentsOf(files, [], atHand) }
  return {
    matter: { ...matter, mediating: [...(matter.mediating ?? []), note] },
    data: { way, on },
    clocks: [],
  }
}

/**
 * It ends with this, whatever is said of it: there is no third round. A day that was agreed is a promise
 * in place of any that the answer had made; where none was, that stands.
 */
export function settle(
  matter: Matter,
  { way, on, people, text, promisedFor, files }: CommandOf<'settle'>,
  { now, atHand }: Surroundings,
): Decision {
  mustBeSince(matter, on, now)
  const day = promisedFor === undefined ? null : dayOfIso(promisedFor)
  if (day !== null && day <= localDay(now))
    refuse(suggestionErrors.settledPromisePast, 'promisedFor')
  if (day !== null && isTooFar(day, now)) refuse(suggestionErrors.promiseFar, 'promisedFor')
  const made: Settlement = {
    way,
    on,
    people,
    text,
    promisedFor: day === null ? null : endOfDay(day),
    at: now,
    files: attachmentsOf(files, [], atHand),
  }
  return {
    matter: {
      ...matter,
      state: 'closed',
      endedAt: now,
      settlements: [...(matter.settlements ?? []), made],
      remarks: [...matter.remarks, { act: 'settle', text, at: now }],
    },
    data: { way, on, promisedFor: made.promisedFor },
    clocks:
      made.promisedFor === null
        ? []
        : settledFor(matter, now).flatMap((own) => promiseInstead(made.promisedFor, own, now)),
  }
}

/** The last one, while it stands: a promise that was told again badly opens another. */
export const settledWith = ({ state, settlements }: Matter): Settlement | undefined =>
  state === 'closed' ? settlements?.at(-1) : undefined

/** Whether somebody is asked now whether they accept what was agreed. */
export function isAskedToAccept(
  matter: Matter,
  who: Party,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): boolean {
  const last = settledWith(matter)
  return (
    last !== undefined &&
    last.word === undefined &&
    now <= last.at + ASKED &&
    speaksForAuthors(matter, who, gone)
  )
}

/** How it stands with the question of one; null: it was answered. */
export function askingOf(
  matter: Matter,
  one: Settlement,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): { asking: Asking | null; until: EpochMs | null } {
  if (one.word !== undefined) return { asking: null, until: null }
  const until = one.at + ASKED
  if (speakersOf(matter, (id) => gone.includes(id)).length === 0)
    return { asking: 'nobody', until: null }
  if (now > until) return { asking: 'ended', until: null }
  return settledWith(matter) === one
    ? { asking: 'open', until }
    : { asking: 'replaced', until: null }
}

/** Kept beside what was agreed; it moves nothing, and is no verdict. */
export function accept(
  matter: Matter,
  { accepted, text }: CommandOf<'accept'>,
  who: Party,
  { now, gone }: Surroundings,
): Decision {
  const last = settledWith(matter)
  if (last === undefined || who.kind !== 'representative' || !speaksForAuthors(matter, who, gone))
    return refuse(suggestionErrors.notNow)
  if (last.word !== undefined) refuse(suggestionErrors.alreadyDone)
  if (now > last.at + ASKED) refuse(suggestionErrors.settledLongAgo)
  const word = { representativeId: who.id, accepted, text: text ?? null, at: now }
  return {
    matter: {
      ...matter,
      settlements: (matter.settlements ?? []).map((one) => (one === last ? { ...one, word } : one)),
    },
    data: { accepted },
    clocks: [],
  }
}

/** Its words stand with what was done, and not once more among the others. */
export const isToldApart = (
  { settlements = [] }: Matter,
  { act, at }: Matter['remarks'][number],
): boolean => act === 'settle' && settlements.some((one) => one.at === at)
