import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** How large a run is: 1 in the long form (`npm run run prove`), a small part in `npm test`. */
export const sizeOr = (small: number): number => Number(process.env.MASHANG_PROVE_SIZE ?? small)

/** Everything random comes out of it; the long form prints it. */
export const SEED = Number(process.env.MASHANG_PROVE_SEED ?? 1)

/** Which share of the work this process has, from 0, and of how many. */
export function shareOfWork(): { part: number; of: number } {
  const [part = 1, of = 1] = (process.env.MASHANG_PROVE_PART ?? '1/1').split('/').map(Number)
  return { part: part - 1, of }
}

/** Hands the figures of a run to whoever asked for it. */
export function report(figure: string): void {
  const file = process.env.MASHANG_PROVE_FIGURE
  if (file !== undefined) writeFileSync(file, figure)
}

/**
 * Lets go what was answered. Requests that are injected one after another never leave the turn of
 * the event loop in which the first one was, and everything of all of them waits for its end.
 */
export const breathe = (): Promise<void> => pause(0)
