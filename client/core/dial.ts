import { HOUR } from '@mashang/shared/core/clock.ts'
import { RESPONSE_HOURS } from '@mashang/shared/issues/issues.words.ts'

/** What the 24-tick dial shows: how many ticks are filled, in which tone. */
export interface DialState {
  /** 0 to 24. */
  filled: number
  tone: 'ink' | 'green' | 'amber' | 'red'
}

/** The last hours, in which everyone is reminded: the dial turns amber. */
const LAST_HOURS = 4

/**
 * One tick per begun hour. A stopped clock keeps the hours that it took (green in time, amber
 * late); a running one turns amber in its last four hours and red once overdue. Moments are ISO
 * 8601, `now` is the server's time in epoch milliseconds; exactly the due moment is still in time.
 */
export function dialState(
  clock: { startedAt: string; dueAt: string; stoppedAt?: string | null },
  now: number,
): DialState {
  const started = Date.parse(clock.startedAt)
  const due = Date.parse(clock.dueAt)
  const end = clock.stoppedAt ? Date.parse(clock.stoppedAt) : now
  const share = (end - started) / Math.max(1, due - started)
  const filled = Math.min(24, Math.max(0, Math.ceil(share * 24)))
  if (clock.stoppedAt) return end <= due ? { filled, tone: 'green' } : { filled: 24, tone: 'amber' }
  if (now > due) return { filled: 24, tone: 'red' }
  return { filled, tone: due - now < LAST_HOURS * HOUR ? 'amber' : 'ink' }
}

/** A clock for words lasts a day, whoever has it: its start is counted back from its due moment. */
export const wordsDial = (dueAt: string, now: number): DialState =>
  dialState(
    { startedAt: new Date(Date.parse(dueAt) - RESPONSE_HOURS * HOUR).toISOString(), dueAt },
    now,
  )

/** Path of the ticks from `from` up to `to` (of 24, clockwise from the top) in a 100 × 100 box. */
export function tickPath(from: number, to: number, inner = 36, outer = 46): string {
  const at = (radius: number, tick: number): string => {
    const angle = (tick / 24) * 2 * Math.PI
    return `${(50 + radius * Math.sin(angle)).toFixed(1)} ${(50 - radius * Math.cos(angle)).toFixed(1)}`
  }
  let path = ''
  for (let tick = from; tick < to; tick++) path += `M${at(inner, tick)}L${at(outer, tick)}`
  return path
}
