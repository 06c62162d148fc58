/** Where a table is made into a file. */
export interface TableFile {
  path: string
  /** What it is asked for, where that is not word for word what the address says. */
  query?: Record<string, string | number | undefined>
  /** What its rows are counted in, where that is not the table's own word. */
  unit?: string
}
