/** One column of an office table. */
export interface TableColumn {
  key: string
  words: string
  /** The word by which the server sorts; absent: it does not. */
  sort?: string
  /** As wide as what stands in it. */
  narrow?: boolean
  /** A number, to the right. */
  count?: boolean
  /** Says which row it is, so it cannot be put away. */
  fixed?: boolean
  /** Its header is only read out: what stands in it speaks for itself. */
  bare?: boolean
  /** Not shown until somebody chooses it. */
  off?: boolean
}

/** The keys of an address or of the memory; null where it says nothing about columns. */
export const keysIn = (words: string | null | undefined): string[] | null =>
  words ? words.split(',').filter((key) => key !== '') : null

/**
 * The columns to show, in their own order. Keys that no column has any more are passed over; fixed
 * columns are always there.
 */
export function shownColumns(
  all: readonly TableColumn[],
  wanted: readonly string[] | null,
): TableColumn[] {
  if (wanted === null) return all.filter((column) => !column.off)
  return all.filter((column) => column.fixed || wanted.includes(column.key))
}

/** What is shown after one column was put there or away. */
export function changedKeys(
  all: readonly TableColumn[],
  shown: readonly TableColumn[],
  key: string,
  on: boolean,
): string[] {
  const keys = new Set(shown.map((column) => column.key))
  if (on) keys.add(key)
  else keys.delete(key)
  return all.filter((column) => column.fixed || keys.has(column.key)).map((column) => column.key)
}
