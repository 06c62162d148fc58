import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { eachAlone } from './each-alone.ts'
import { takeStep } from './suggestions.usecases.ts'

/** Releases many. Where a voter behind one did not agree, or it tells numbers, somebody has to look through that one. */
export const publishMany = (context: Context, ids: readonly string[], actor: Actor) =>
  eachAlone(
    [...new Set(ids)].map((id) => ({ id })),
    ({ id }) => takeStep(context, id, { act: 'publish' }, actor),
  )

/** Takes many down at once, all for one reason. */
export const unpublishMany = (
  context: Context,
  { ids, reason }: { ids: readonly string[]; reason: string },
  actor: Actor,
) =>
  eachAlone(
    [...new Set(ids)].map((id) => ({ id })),
    ({ id }) => takeStep(context, id, { act: 'unpublish', reason }, actor),
  )
