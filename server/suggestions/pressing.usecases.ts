import { pressingNow } from '@mashang/shared/suggestions/pressing.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { claimTelling } from './pressing.store.ts'
import { openClocks } from './suggestions.store.ts'

/** Tells whoever owes something of a suggestion that its time ends, or has ended. Returns how often. */
export async function tellPressing(context: Context): Promise<number> {
  const { district } = context
  const now = context.clock.now()
  let told = 0
  for (const row of await openClocks(context)) {
    const pressing = pressingNow(row, now)
    if (pressing === null) continue
    const { what, since } = pressing
    const { id, dueAt } = row
    try {
      await context.db.commit(
        district,
        [claimTelling({ district, id, dueAt, askedAt: now, since })],
        [
          {
            at: now,
            type: `suggestion.clock-${what}`,
            actor: { kind: 'system', id: null },
            subject: { kind: 'suggestion', id: row.suggestionId },
            data: { clock: row.clock, ownerKind: row.ownerKind, owner: row.ownerId },
          },
        ],
      )
      told++
    } catch (error) {
      // Another process told it, or it was done at this very moment.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return told
}
