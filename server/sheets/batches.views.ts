import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { BatchView } from '@mashang/shared/sheets/batches.model.ts'
import { sheetNumber } from '@mashang/shared/sheets/sheets.words.ts'
import type { Context } from '../core/context.ts'
import { type BatchRecord, numbersOf } from './batches.store.ts'

/** A batch as the office sees it: files only when all are whole. */
export function batchView(
  batch: BatchRecord,
  numbers: { from: number; to: number } | undefined,
): BatchView {
  const ready = batch.state === 'ready'
  return {
    id: batch.id,
    state: batch.state,
    format: batch.order.format,
    template: batch.templateName,
    split: batch.order.split,
    done: batch.done,
    total: batch.total,
    skipped: batch.skipped,
    warnings: batch.warnings,
    files: ready ? batch.files : [],
    cleaned: ready && batch.files.length === 0,
    numbers:
      numbers === undefined
        ? null
        : { from: sheetNumber(numbers.from), to: sheetNumber(numbers.to) },
    failure: batch.failure,
    by: batch.byName,
    createdAt: toIso(batch.createdAt),
    finishedAt: toIsoOrNull(batch.finishedAt),
  }
}

export async function batchViews(
  context: Context,
  batches: readonly BatchRecord[],
): Promise<BatchView[]> {
  const numbers = await numbersOf(context, batches)
  return batches.map((batch) => batchView(batch, numbers.get(batch.id)))
}
