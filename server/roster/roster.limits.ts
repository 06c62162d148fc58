const MB = 1024 * 1024

/** How much a roster may be. The office's real ones have a hundred rows; a whole city's has a few thousand. */
export const rosterLimits = {
  bytes: 20 * MB,
  /** All sheets together. */
  rows: 20_000,
  columns: 200,
  sheets: 50,
  /** Unpacked XML of an .xlsx, and the text that comes out of it. */
  inflatedBytes: 64 * MB,
  characters: 32 * MB,
  /** Longest text that is kept of one cell: more than any field takes, so that the cut is still reported. */
  cellCharacters: 6_000,
  entries: 2_000,
  milliseconds: 30_000,
  heapMegabytes: 768,
} as const
