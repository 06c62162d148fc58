import type { ClockChange, Matter, Surroundings } from './matter.rules.ts'
import { promiseClock, promisesOpen } from './promises.rules.ts'

/**
 * Whether it was worked on here: it goes on, or what became of a promise was told. What a list says of it
 * is older.
 */
export const handledHere = ({ letters, wentOn }: Pick<Matter, 'letters' | 'wentOn'>): boolean =>
  wentOn !== undefined || letters.some(({ redeems }) => redeems)

/** Why a list changes nothing of it. */
export const handledWords = ({ wentOn }: Pick<Matter, 'wentOn'>): string =>
  wentOn === undefined
    ? '承诺的结果已经在系统里答复或补记过，以系统里的为准'
    : '这一件已经在系统里接着办，以系统里的为准'

/** Of one that was worked on here a list may do this only: say that it is not public. */
export const onlyShuts = (row: { secret: boolean | null }, before: Matter): boolean =>
  handledHere(before) && row.secret === true && !before.secret

/**
 * What becomes of the clocks of promises where a list changed those: each promise that is in force has
 * one, as after a signature; one that runs until the same day stays, so that nobody is asked twice.
 */
export function promiseClocksOf(matter: Matter, running: Surroundings['running']): ClockChange[] {
  const clocks = running.filter(({ clock }) => clock === 'promise')
  const promises = promisesOpen(matter)
  const stopped = clocks.filter(
    ({ owner, dueAt }) =>
      !promises.some((one) => one.departmentId === owner.id && one.until === dueAt),
  )
  const missing = promises.filter(
    (one) =>
      !clocks.some(({ owner, dueAt }) => owner.id === one.departmentId && dueAt === one.until),
  )
  return [
    ...stopped.map(
      ({ owner }): ClockChange => ({ kind: 'stop', clock: 'promise', owner: owner.id }),
    ),
    ...missing.flatMap(({ until, departmentId, since }) =>
      promiseClock(until, departmentId, since),
    ),
  ]
}
