let last: Promise<unknown> = Promise.resolve()

/**
 * Previews are drawn one after the other: of those that one account asks for at a time, the server
 * keeps only the newest. What nobody waits for any more when its turn comes is left out.
 */
export function inTurn<T>(signal: AbortSignal, draw: () => Promise<T>): Promise<T | undefined> {
  const mine = last.then(() => (signal.aborted ? undefined : draw()))
  // Its failure belongs to whoever asked; the next one is drawn all the same.
  last = mine.catch(() => undefined)
  return mine
}
