import { setTimeout as pause } from 'node:timers/promises'
import type { PlanEntry } from '@mashang/shared/sheets/plan.rules.ts'
import type { Volume } from '@mashang/shared/sheets/volumes.rules.ts'
import { newCode } from '../codes/codes.store.ts'
import type { Context } from '../core/context.ts'
import { Sequence, type Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { insertSheet } from './batch-life.store.ts'
import type { People } from './batches.content.ts'
import type { Hold } from './batches.hold.ts'
import { type BatchRecord, type SheetRecord, sheetsOfBatch } from './batches.store.ts'

/**
 * Sheets that get their numbers in one commit, and how long the next commit waits, in ms: voters'
 * filings go between. `npm run bench -- p10` shows whether they do.
 */
const UNIT = 10
const PAUSE = 20

export type NumberedSheet = Omit<SheetRecord, 'number'> & { number: number }

/**
 * The sheets of one file in order. What has a number keeps it; what has none gets the next ones,
 * together with its code, just before it is painted. Each position of the plan is numbered once: a
 * unique index holds it against whoever else might try.
 */
export async function* numberedSheets(
  context: Context,
  hold: Hold,
  batch: BatchRecord,
  plan: readonly PlanEntry[],
  people: People,
  volume: Volume,
): AsyncGenerator<NumberedSheet> {
  const known = Math.min(hold.numbered, volume.to)
  for (let at = volume.from; at < known; at += UNIT)
    yield* await sheetsOfBatch(context, batch.id, at, Math.min(at + UNIT, known))
  for (let at = Math.max(known, volume.from); at < volume.to; at += UNIT) {
    const to = Math.min(at + UNIT, volume.to)
    const made = Array.from({ length: to - at }, (_, index) =>
      newSheet(context, batch, plan, people, at + index),
    )
    const given = await hold.commit(
      { numbered: to },
      made.flatMap(({ writes }) => writes),
      [
        {
          at: context.clock.now(),
          type: 'batch.numbered',
          actor: { kind: 'system', id: null },
          subject: { kind: 'poster-batch', id: batch.id },
          data: { position: at, sheets: to - at },
        },
      ],
    )
    for (const { sheet, sequence } of made) yield { ...sheet, number: given[sequence.as] as number }
    await pause(PAUSE)
  }
}

function newSheet(
  context: Context,
  batch: BatchRecord,
  plan: readonly PlanEntry[],
  people: People,
  position: number,
): { sheet: Omit<NumberedSheet, 'number'>; sequence: Sequence; writes: Write[] } {
  const { order } = batch
  const entry = plan[Math.floor(position / order.copies)]
  if (entry === undefined) throw new Error(`batch ${batch.id} has no entry at ${position}`)
  const id = newId()
  const code = newCode(context, entry.kind, entry.id, id)
  const sequence = new Sequence('sheets', `sheets/${position}`)
  const area =
    (entry.kind === 'representative' ? people.representatives.get(entry.id)?.area : null) ??
    people.stations.get(entry.stationId ?? '')?.area ??
    null
  const sheet = {
    district: context.district,
    id,
    code: code.code,
    subjectKind: entry.kind,
    subjectId: entry.id,
    stationId: entry.stationId,
    area,
    format: order.format,
    medium: order.medium,
    batchId: batch.id,
    position,
    replaces: entry.replaces,
    printedAt: context.clock.now(),
    place: entry.place ?? order.place ?? null,
    latitude: null,
    longitude: null,
    hungAt: null,
    placementId: null,
    scans: 0,
    filings: 0,
    lastScanAt: null,
    quietSince: null,
    retiredAt: null,
    retiredReason: null,
    replacedBy: null,
  }
  return { sheet, sequence, writes: [insertSheet({ ...sheet, number: sequence }), code.write] }
}
