import { between } from './random.ts'

/** How often a system call comes in a migration that nobody disturbs. */
export interface Step {
  call: string
  count: number
}

export interface Place extends Step {
  /** Which of its calls, from 1. */
  when: number
}

/** So many of a number of calls, evenly, the first and the last among them; one by chance. */
function spread(count: number, many: number, random: () => number): number[] {
  if (many === 1) return [between(random, 1, count)]
  return Array.from({ length: many }, (_, n) => Math.round(1 + (n * (count - 1)) / (many - 1)))
}

/**
 * At which calls a migration is killed: as many as are wanted, of each kind in turn, or all there are.
 * @param from which kind comes first
 */
export function placesOf(
  steps: readonly Step[],
  wanted: number,
  from: number,
  random: () => number,
): Place[] {
  const shares = steps.map(() => 0)
  let left = Math.min(
    wanted,
    steps.reduce((sum, { count }) => sum + count, 0),
  )
  for (let turn = from; left > 0; turn++) {
    const at = turn % steps.length
    if ((shares[at] ?? 0) >= (steps[at]?.count ?? 0)) continue
    shares[at] = (shares[at] ?? 0) + 1
    left -= 1
  }
  return steps.flatMap((step, at) => {
    const many = shares[at] ?? 0
    return many === 0 ? [] : spread(step.count, many, random).map((when) => ({ ...step, when }))
  })
}
