/** In an address: whether it waits for somebody or not. */
export const ALL_STANDINGS = 'all'

/**
 * What the server is asked for. A department comes to see what it has to do, so an address that says
 * nothing means that; the office's list is of everything.
 */
export const waitingAsked = (
  given: Record<string, string | undefined>,
  { narrowed, acts }: { narrowed: boolean; acts: boolean },
): string | undefined => {
  if (given.waiting === ALL_STANDINGS) return undefined
  return acts && !narrowed ? 'true' : given.waiting
}
