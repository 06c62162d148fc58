import { promiseClock } from './answering.rules.ts'
import { lettersInForce } from './answers.rules.ts'
import type { ClockChange, Matter, Surroundings } from './matter.rules.ts'

/** Whether a department has told here what became of a promise; what a list says of it is older. */
export const toldHere = ({ letters }: Pick<Matter, 'letters'>): boolean =>
  letters.some(({ redeems }) => redeems)

/** Of one that was told again here a list may do this only: say that it is not public. */
export const onlyShuts = (row: { secret: boolean | null }, before: Matter): boolean =>
  toldHere(before) && row.secret === true && !before.secret

/**
 * What a list changes about the clocks of promises: each promise that is in force has one, as after a
 * signature; one that runs until the same day stays, so that nobody is asked twice.
 */
export function promiseClocksOf(matter: Matter, running: Surroundings['running']): ClockChange[] {
  const clocks = running.filter(({ clock }) => clock === 'promise')
  const letters = lettersInForce(matter).filter(({ promisedFor }) => promisedFor !== null)
  const stopped = clocks.filter(
    ({ owner, dueAt }) =>
      !letters.some((one) => one.departmentId === owner.id && one.promisedFor === dueAt),
  )
  const missing = letters.filter(
    (one) =>
      !clocks.some(
        ({ owner, dueAt }) => owner.id === one.departmentId && dueAt === one.promisedFor,
      ),
  )
  return [
    ...stopped.map(
      ({ owner }): ClockChange => ({ kind: 'stop', clock: 'promise', owner: owner.id }),
    ),
    ...missing.flatMap((one) => promiseClock(one, one.departmentId, one.signedAt ?? 0)),
  ]
}
