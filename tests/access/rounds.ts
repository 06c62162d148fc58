/** When dealing out ends. */
export interface Ending<One> {
  /** How often it is done for one. */
  each(one: One): number
  /** How long one may keep the others waiting in a round, in milliseconds; undefined: as long as it takes. */
  slice: number | undefined
  /** Milliseconds that were spent so far, by whatever clock is fair. */
  spent(): number
  /** Whether it is over before all of it is done. */
  isOver(): boolean
}

/** So many to one before it is the next one's turn. */
const ROUND = 50

/**
 * Deals out work in rounds, so that whoever ends it early has tried everything nearly alike.
 * @param once what is done for one, as the how-manieth
 * @returns how often it was done for each
 */
export async function inRounds<One>(
  all: readonly One[],
  { each, slice = Number.POSITIVE_INFINITY, spent, isOver }: Ending<One>,
  once: (one: One, index: number) => Promise<void>,
  afterRound: (done: ReadonlyMap<One, number>) => Promise<void> | void,
): Promise<ReadonlyMap<One, number>> {
  const done = new Map(all.map((one) => [one, 0]))
  let waiting = [...all]
  while (waiting.length > 0 && !isOver()) {
    for (const one of waiting) {
      const from = done.get(one) ?? 0
      const to = Math.min(from + ROUND, each(one))
      const began = spent()
      let index = from
      do await once(one, index++)
      while (index < to && spent() - began < slice)
      done.set(one, index)
    }
    waiting = waiting.filter((one) => (done.get(one) ?? 0) < each(one))
    await afterRound(done)
  }
  return done
}
