import type { Context } from '../core/context.ts'

/** What goes along with the rows of an export: how many files, and how many that could not be had. */
export interface Beside {
  files: number
  missing: number
}

/** How far one export has come. */
export interface Run {
  accountId: string
  done: number
  total: number
  startedAt: number
  beside?: Beside
}

/** How long somebody may still ask for the progress of an export. */
const KEPT = 30 * 60_000
const MOST = 200

const byContext = new WeakMap<Context, Map<string, Run>>()

/** The exports that run now or ended a moment ago; only for showing progress, so kept in memory. */
export function runsOf(context: Context): Map<string, Run> {
  let runs = byContext.get(context)
  if (runs === undefined) {
    runs = new Map()
    byContext.set(context, runs)
  }
  return runs
}

export function beginRun(
  context: Context,
  ticket: string | undefined,
  run: Omit<Run, 'startedAt'>,
): Run {
  const runs = runsOf(context)
  const startedAt = context.clock.now()
  for (const [key, one] of runs)
    if (startedAt - one.startedAt > KEPT || runs.size >= MOST) runs.delete(key)
  const begun = { ...run, startedAt }
  if (ticket !== undefined) runs.set(ticket, begun)
  return begun
}
