/** Values in one query: SQLite takes a few thousand parameters. */
const CHUNK = 500

/** Rows of many values, some values in a query. */
export async function inChunks<Row>(
  values: readonly string[],
  read: (some: string[]) => PromiseLike<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let from = 0; from < values.length; from += CHUNK)
    rows.push(...(await read(values.slice(from, from + CHUNK))))
  return rows
}
