import { askedToday } from '@mashang/shared/mediations/promises.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { mediationsWithPromises, saveMediation } from './mediations.store.ts'

/**
 * On the day for which one side promised something, whoever mediates is reminded, once; else the
 * office. Safe to run again; a step at the same time goes first.
 */
export async function remindOfPromises(context: Context): Promise<void> {
  for (const record of await mediationsWithPromises(context)) {
    const now = context.clock.now()
    const log = askedToday(record, now)
    if (log === null) continue
    const { revision: wasRevision } = record
    try {
      await context.db.commit(
        context.district,
        [saveMediation({ ...record, log, revision: wasRevision + 1, wasRevision })],
        [
          {
            at: now,
            type: 'mediation.promise-due',
            actor: { kind: 'system', id: null },
            subject: { kind: 'mediation', id: record.id },
            data: {},
          },
        ],
      )
    } catch (error) {
      // Another process was first, or somebody has taken a step; the next run looks again.
      if (!(error instanceof Conflict)) throw error
    }
  }
}
