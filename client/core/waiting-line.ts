/** How long something that waits is left alone before it is tried again. Milliseconds. */
const AGAIN = 20_000

export interface WaitingLine {
  /** Runs it after what is under way, and looks afterwards at what still waits. */
  inLine<T>(work: () => Promise<T>): Promise<T>
  look(): Promise<void>
}

/**
 * What waits on the phone until the server has it: one after the other, and all of it again when the
 * signal is back, or after a while.
 * @param waits reads what is kept; whether anything waits
 * @param sendAll sends what waits, until the first one that does not get through
 */
export function waitingLine(
  waits: () => Promise<boolean>,
  sendAll: () => Promise<void>,
): WaitingLine {
  let line: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined
  const again = (): void => void inLine(sendAll)

  async function look(): Promise<void> {
    const some = await waits()
    clearTimeout(timer)
    if (some) timer = setTimeout(again, AGAIN)
  }
  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = line.then(work)
    line = mine.catch(() => undefined).then(look)
    return mine
  }
  window.addEventListener('online', again)
  return { inLine, look }
}
