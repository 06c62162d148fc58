/**
 * What follows from rows that are remembered, worked out once for as long as they are: a list of
 * twenty lines must not go through everybody of a district to find twenty names.
 */
export function derived<Row, Result>(
  make: (rows: readonly Row[]) => Result,
): (rows: readonly Row[]) => Result {
  const known = new WeakMap<readonly Row[], { result: Result }>()
  return (rows) => {
    const found = known.get(rows) ?? { result: make(rows) }
    known.set(rows, found)
    return found.result
  }
}
