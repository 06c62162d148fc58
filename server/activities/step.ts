import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { type ActivityRecord, saveActivity } from './activities.store.ts'

/** What a step writes, and what is done when that is durable; null: it was done already, and nothing is left to do. */
export type Step = { writes: Write[]; facts: Fact[]; after?: () => Promise<void> } | null

/** Who steps when. */
export interface Around {
  actor: Actor
  at: number
}

/** The activity as it will be, guarded by what was read. */
export const saved = (record: ActivityRecord, change: Partial<ActivityRecord>): Write =>
  saveActivity({
    ...record,
    ...change,
    revision: record.revision + 1,
    wasRevision: record.revision,
  })

/** Whoever changes an activity must have seen it as it is. */
export function mustBeRead(record: ActivityRecord, revision: number): void {
  if (record.revision !== revision) throw new Failure(coreErrors.conflict)
}
