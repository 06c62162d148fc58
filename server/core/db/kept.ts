import type { EpochMs } from '@mashang/shared/core/clock.ts'
import type { Context } from '../context.ts'
import { lasting } from '../lasting.ts'
import type { Database } from './database.ts'

/** Most answers of one count; beyond that all are forgotten at once. */
const MOST = 20

interface Known {
  revision: number
  at: EpochMs
  result: unknown
}

/**
 * What is counted of whole tables, kept until a commit touches one of them. Counted at every look
 * where another process could write unnoticed. A quiet write touches nothing: what it changes must
 * not be counted here, or be told by another table that is named.
 * @param until for what changes with time by itself: from when on it is counted anew
 */
export function kept<Result, Args extends readonly string[]>(
  tables: readonly string[],
  count: (context: Context, ...args: Args) => Promise<Result>,
  until: (result: Result) => EpochMs = () => Number.POSITIVE_INFINITY,
): (context: Context, ...args: Args) => Promise<Result> {
  const all = new WeakMap<Database, Map<string, Known>>()
  return async (context, ...args) => {
    const { revisions } = context.db
    if (!revisions.exact) return await count(context, ...args)
    const of = all.get(context.db) ?? new Map<string, Known>()
    all.set(context.db, of)
    const key = [context.district, ...args].join('\n')
    // Before reading, so that what is committed meanwhile is seen by whoever asks next.
    const revision = revisions.of(tables)
    const at = context.clock.now()
    const known = of.get(key)
    if (known?.revision === revision && at >= known.at && at < until(known.result as Result))
      return known.result as Result
    const result = lasting(await count(context, ...args))
    if (of.size >= MOST) of.clear()
    of.set(key, { revision, at, result })
    return result
  }
}
