import { type EpochMs, MINUTE } from '@mashang/shared/core/clock.ts'
import type { Context } from '../context.ts'
import { lasting } from '../lasting.ts'
import type { Database } from './database.ts'

/** Most answers of one count; beyond that all are forgotten at once. */
const MOST = 20
/** A count that went through more rows than these is not made again within `STANDS`. */
export const MANY = 10_000
const STANDS = MINUTE

interface Known {
  revision: number
  at: EpochMs
  result: unknown
}

interface Limits<Result> {
  /** For what changes with time by itself: from when on it is counted anew. */
  until?: (result: Result) => EpochMs
  /**
   * How many rows it went through. Of many nobody notices what one minute changes, but every look
   * would pay for all of them.
   */
  rows?: (result: Result) => number
}

/**
 * What is counted of whole tables, kept until a commit touches one of them; what is counted of many
 * rows for a minute, whatever is committed. Where another process could write unnoticed, only that is
 * kept. A quiet write touches nothing: what it changes must not be counted here, or be told by another
 * table that is named.
 */
export function kept<Result, Args extends readonly string[]>(
  tables: readonly string[],
  count: (context: Context, ...args: Args) => Promise<Result>,
  { until = () => Number.POSITIVE_INFINITY, rows = () => 0 }: Limits<Result> = {},
): (context: Context, ...args: Args) => Promise<Result> {
  const all = new WeakMap<Database, Map<string, Known>>()
  return async (context, ...args) => {
    const { revisions } = context.db
    const of = all.get(context.db) ?? new Map<string, Known>()
    all.set(context.db, of)
    const key = [context.district, ...args].join('\n')
    // Before reading, so that what is committed meanwhile is seen by whoever asks next.
    const revision = revisions.of(tables)
    const at = context.clock.now()
    const known = of.get(key)
    if (known !== undefined && at >= known.at) {
      const result = known.result as Result
      const holds =
        rows(result) > MANY
          ? at < known.at + STANDS
          : revisions.exact && known.revision === revision && at < until(result)
      if (holds) return result
    }
    const result = await count(context, ...args)
    if (!revisions.exact && rows(result) <= MANY) return result
    if (of.size >= MOST) of.clear()
    of.set(key, { revision, at, result: lasting(result) })
    return result
  }
}
