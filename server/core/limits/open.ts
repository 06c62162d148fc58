import type { Context } from '../context.ts'
import { type MakeLimiter, memoryLimiter } from './limiter.ts'
import { sharedLimiter } from './shared-limiter.ts'

/** Counts for all processes together, wherever there may be several. */
export const limiterOf =
  (context: Context): MakeLimiter =>
  (limit) =>
    context.db.engine.alone === undefined ? memoryLimiter(limit) : sharedLimiter(context, limit)
