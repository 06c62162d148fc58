export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/**
 * Runs every measurement once per round, so that whatever else the machine does hits all of them
 * alike. The first round only warms up.
 * @returns one list of results per name
 */
export async function interleaved<Name extends string, Result>(
  rounds: number,
  measurements: Record<Name, (round: number) => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(measurements) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<
    Name,
    Result[]
  >
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const result = await measurements[name](round)
      if (round > 0) results[name].push(result)
    }
  }
  return results
}

/** The median of the ratios round by round: both sides of each met the same machine. */
export const ratio = (above: readonly number[], below: readonly number[]): number =>
  median(above.map((value, index) => value / (below[index] as number)))
