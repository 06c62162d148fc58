import type { EpochMs } from '../core/clock.ts'
import {
  classOf,
  feedbackInForce,
  lettersInForce,
  mainHandlers,
  overall,
  wordOn,
} from './answers.rules.ts'
import type { ClockChange, Letter, Matter } from './matter.rules.ts'
import type { Settlement } from './settling.model.ts'

/** Days by which something is to be done: what an answer promised, or what the office agreed on in its place. */

/** What a department has promised and not yet told again. */
export interface OpenPromise {
  departmentId: string
  text: string
  since: EpochMs
  /** The end of the day. */
  until: EpochMs
  /** 商定: when the office settled it, in place of whatever its answer says. */
  agreed: boolean
}

/** Whom the office settles it with: of whose answer the last word said that it was not good enough. */
export function settledFor(matter: Matter, until: EpochMs): string[] {
  const last = feedbackInForce(matter, until)
  return mainHandlers(matter).flatMap(({ departmentId }) => {
    const said = wordOn(matter, departmentId, until)
    const isBad = said !== null && said.at === last?.at && overall(said) === 'dissatisfied'
    return isBad ? [departmentId] : []
  })
}

/** The last one that agreed on a day for a department; null: none did. */
const agreedWith = (matter: Matter, own: string, until: EpochMs): Settlement | null =>
  (matter.settlements ?? [])
    .filter(
      ({ at, promisedFor }) =>
        promisedFor !== null && at <= until && settledFor(matter, at).includes(own),
    )
    .at(-1) ?? null

function promiseOf(matter: Matter, letter: Letter, until: EpochMs): OpenPromise | null {
  const { departmentId, promisedFor, redeems, text } = letter
  const since = letter.signedAt ?? letter.proposedAt
  const settled = agreedWith(matter, departmentId, until)
  // After it was settled nothing is signed but what became of it.
  if (settled !== null && settled.promisedFor !== null && !(redeems && since >= settled.at))
    return {
      departmentId,
      text: settled.text,
      since: settled.at,
      until: settled.promisedFor,
      agreed: true,
    }
  return promisedFor === null
    ? null
    : { departmentId, text, since, until: promisedFor, agreed: false }
}

/** Of each department what counts, as everything stood at a moment. */
export const promisesOpen = (matter: Matter, until: EpochMs = Infinity): OpenPromise[] =>
  lettersInForce(matter, until).flatMap((letter) => promiseOf(matter, letter, until) ?? [])

/** What one has promised and not yet told again; null: nothing. */
export const promiseOpen = (matter: Matter, own: string): OpenPromise | null =>
  promisesOpen(matter).find(({ departmentId }) => departmentId === own) ?? null

/** The first of those days, its end; null: none. */
export function promisedNext(matter: Matter): EpochMs | null {
  const days = promisesOpen(matter).map(({ until }) => until)
  return days.length === 0 ? null : Math.min(...days)
}

/**
 * The end of the day on which it is told again what became of the whole; null: nothing is promised, or,
 * as in lists of earlier years, by no day, so that nobody will be asked. Whoever waits for it waits for
 * that day: its voter before they judge, and whoever told them that it would be dealt with.
 */
export const awaitedDay = (matter: Matter): EpochMs | null =>
  classOf(matter) === 'B' || promisesOpen(matter).some(({ agreed }) => agreed)
    ? promisedNext(matter)
    : null

/** The clock of a promise, from when it was made until the end of its day; null: nothing was promised. */
export const promiseClock = (day: EpochMs | null, own: string, from: EpochMs): ClockChange[] =>
  day === null
    ? []
    : [
        {
          kind: 'start',
          clock: 'promise',
          owner: { kind: 'department', id: own },
          from,
          span: { unit: 'date', count: day },
        },
      ]

/** Another day in place of whatever a department had promised. */
export const promiseInstead = (day: EpochMs | null, own: string, from: EpochMs): ClockChange[] => [
  { kind: 'stop', clock: 'promise', owner: own },
  ...promiseClock(day, own, from),
]
