/** A rules table and the words for it, to be drawn as a page of the docs. */
export interface Drawing {
  /** The page's name in `docs/`, without its ending. */
  page: string
  title: string
  /** The first one is where a matter begins. */
  states: Readonly<Record<string, string>>
  acts: Readonly<Record<string, string>>
  parts: Readonly<Record<string, string>>
  moves: Readonly<
    Record<
      string,
      Readonly<Record<string, { by: readonly string[]; to: readonly string[] } | undefined>>
    >
  >
  /** States that one may stay in for good although something can still be done. */
  rests: readonly string[]
}
