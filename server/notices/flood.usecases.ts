import { mustTell } from '@mashang/shared/issues/flood.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { heldAround } from '../issues/flood.store.ts'
import { cursorWrite, lastTold } from './telling.store.ts'

/** Its cursor is the moment at which the office was told. */
const READER = 'flood'

/**
 * Notes that a flood is held, for whoever tells the office: once, and again while something waits.
 * Safe with several processes, and after a restart. Returns whether it was noted now.
 */
export async function noteFlood(context: Context): Promise<boolean> {
  const at = context.clock.now()
  const toldAt = await lastTold(context, READER)
  const { count, ...waiting } = await heldAround(context, toldAt ?? at)
  if (count === 0 || !mustTell(waiting, toldAt, at)) return false
  const { district } = context
  try {
    await context.db.commit(
      district,
      [cursorWrite(context, toldAt, at, READER)],
      [
        {
          at,
          type: 'district.flooded',
          actor: { kind: 'system', id: null },
          subject: { kind: 'district', id: district },
          data: { waiting: count },
        },
      ],
    )
    return true
  } catch (error) {
    // Another process was faster.
    if (error instanceof Conflict || error instanceof AlreadyThere) return false
    throw error
  }
}
