import type { Context } from '../context.ts'
import { batchedLimiter } from './batched-limiter.ts'
import { type MakeBrake, type MakeLimiter, memoryLimiter } from './limiter.ts'
import { sharedLimiter } from './shared-limiter.ts'

/** Counts for all processes together, wherever there may be several. */
export const limiterOf =
  (context: Context): MakeLimiter =>
  (limit) =>
    context.db.engine.alone === undefined ? memoryLimiter(limit) : sharedLimiter(context, limit)

/** The same for what only slows down a flood: told to the others now and then, not at each request. */
export const brakeOf =
  (context: Context): MakeBrake =>
  (limit) =>
    context.db.engine.alone === undefined ? memoryLimiter(limit) : batchedLimiter(context, limit)
