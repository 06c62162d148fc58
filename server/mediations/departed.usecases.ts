import type { EpochMs } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  answerAsMediator,
  type MediatorRecord,
  mediatorsOf,
  runningMediations,
  saveMediation,
} from './mediations.store.ts'
import { mediatorsNow } from './serving.store.ts'

/** Those who have left office and of whom that was not written down yet. */
export const justLeft = (
  stored: readonly MediatorRecord[],
  now: readonly MediatorRecord[],
): MediatorRecord[] => {
  const known = new Set(
    stored.flatMap(({ representativeId, answer }) => (answer === 'left' ? [representativeId] : [])),
  )
  return now.filter((one) => one.answer === 'left' && !known.has(one.representativeId))
}

/** @param alone nobody who joined is left: the office looks whether others have to be asked */
export const leftFacts = (
  id: string,
  at: EpochMs,
  gone: readonly MediatorRecord[],
  alone = false,
): Fact[] =>
  gone.map(({ representativeId }, place) => ({
    at,
    type: 'mediation.left',
    actor: { kind: 'system', id: null },
    subject: { kind: 'mediation', id },
    // Told once, however many left at once.
    data: { representativeId, alone: alone && place === gone.length - 1 },
  }))

/**
 * Writes down who takes part no more because they left office; where nobody is left who joined, the
 * office is told, also while somebody who was asked may still join: until then nobody mediates. Safe
 * to run again; a step at the same time goes first.
 */
export async function goOnWithoutWhoLeft(context: Context): Promise<void> {
  const running = await runningMediations(context)
  const stored = await mediatorsOf(
    context,
    running.map(({ id }) => id),
  )
  const mediators = await mediatorsNow(context, running)
  for (const record of running) {
    const now = mediators.get(record.id) ?? []
    const gone = justLeft(stored.get(record.id) ?? [], now)
    if (gone.length === 0) continue
    const alone = now.every(({ answer }) => answer !== 'joined')
    const { revision: wasRevision } = record
    try {
      await context.db.commit(
        context.district,
        [
          saveMediation({ ...record, revision: wasRevision + 1, wasRevision }),
          ...gone.map(answerAsMediator),
        ],
        leftFacts(record.id, context.clock.now(), gone, alone),
      )
    } catch (error) {
      // Somebody has taken a step meanwhile; the next run looks again.
      if (!(error instanceof Conflict)) throw error
    }
  }
}
