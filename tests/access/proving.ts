import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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

/** How long the work may go on, in milliseconds from now; undefined: until all of it is done. */
export function timeLeft(): number | undefined {
  const until = process.env.MASHANG_PROVE_UNTIL
  return until === undefined ? undefined : Number(until) - Date.now()
}

/** Whether whoever asked for it wants what there is now. */
export function isStopped(): boolean {
  const file = process.env.MASHANG_PROVE_STOP
  return file !== undefined && existsSync(file)
}

/** Whether this is the long form, on a machine that does little else. */
export const inFull = (): boolean => process.env.MASHANG_PROVE_SIZE !== undefined

/**
 * Hands the figures of a run to whoever asked for it; the last of a name counts.
 * @param name where several tests have figures
 */
export function report(figure: string, name = ''): void {
  const file = process.env.MASHANG_PROVE_FIGURE
  if (file !== undefined) writeFileSync(`${file}${name === '' ? '' : `-${name}`}`, figure)
}

const STAT = '/proc/stat'
const tellsIdleTime = existsSync(STAT)

/** Milliseconds in which a processor had nothing to do, of all of them together. */
function idleTime(): number {
  const [, , , , idle = 0, waitingForDisks = 0] = readFileSync(STAT, 'utf8')
    .slice(0, 200)
    .split(/\s+/)
    .map(Number)
  return (idle + waitingForDisks) * 10
}

/** So many milliseconds a look at the clocks may be old: looking costs a fifth of a request. */
const LOOKED = 2
let looked = { at: Number.NEGATIVE_INFINITY, work: 0, idle: 0 }

/** What this process worked, and what processors were free, so far. */
function look(): typeof looked {
  const at = performance.now()
  if (at - looked.at > LOOKED) {
    const { user, system } = process.cpuUsage()
    looked = { at, work: (user + system) / 1_000, idle: idleTime() }
  }
  return looked
}

/**
 * Milliseconds from now on, as they would be on a machine that does nothing else: what this process
 * worked, and what it waited while a processor was free; give or take two. Where the system does
 * not tell (all but Linux), as they are.
 */
export function watchAlone(): () => number {
  const began = performance.now()
  if (!tellsIdleTime) return () => performance.now() - began
  const from = look()
  return () => {
    const now = look()
    return Math.min(performance.now() - began, now.work - from.work + now.idle - from.idle)
  }
}

/**
 * Lets go what was answered. Requests that are injected one after another never leave the turn of
 * the event loop in which the first one was, and everything of all of them waits for its end.
 */
export const breathe = (): Promise<void> => pause(0)
