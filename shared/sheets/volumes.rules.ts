import type { BatchOrder } from './batches.model.ts'
import { type PageGeometry, pagesNeeded } from './formats.rules.ts'
import type { PlanEntry } from './plan.rules.ts'

/** Sheets in one file at most: a printer's queue and a PDF reader still take it. */
export const VOLUME = 1_000

/** One file of a batch: sheets at `from` up to, not including, `to`. */
export interface Volume {
  part: number
  /** Null: of whoever has no station, or of several. */
  stationId: string | null
  from: number
  to: number
  /** First free label of its first page, from 1. */
  startAt: number
}

export type VolumeOrder = Pick<BatchOrder, 'copies' | 'split' | 'startAt'>

/**
 * The files of a batch. Sheets are counted from 0: the copies of the first entry, of the second, and
 * so on. No file is larger than a volume, and where labels share a page none ends in mid-page but
 * the last.
 * @param perPage sheets on one page
 */
export function volumesOf(
  plan: readonly PlanEntry[],
  order: VolumeOrder,
  perPage: number,
): Volume[] {
  const volumes: Volume[] = []
  for (const group of groupsOf(plan, order)) {
    let from = group.from
    while (from < group.to) {
      const used = volumes.length === 0 ? order.startAt - 1 : 0
      const room = Math.max(perPage, Math.floor(VOLUME / perPage) * perPage) - used
      const to = Math.min(group.to, from + room)
      volumes.push({
        part: volumes.length + 1,
        stationId: group.stationId,
        from,
        to,
        startAt: used + 1,
      })
      from = to
    }
  }
  return volumes
}

function groupsOf(
  plan: readonly PlanEntry[],
  { copies, split }: VolumeOrder,
): Pick<Volume, 'stationId' | 'from' | 'to'>[] {
  if (split === 'one') return [{ stationId: null, from: 0, to: plan.length * copies }]
  const groups: Pick<Volume, 'stationId' | 'from' | 'to'>[] = []
  for (const [index, { stationId }] of plan.entries()) {
    const last = groups.at(-1)
    const to = (index + 1) * copies
    if (last !== undefined && last.stationId === stationId) last.to = to
    else groups.push({ stationId, from: index * copies, to })
  }
  return groups
}

/** Pages that the files of a batch have together. */
export const pagesOf = (volumes: readonly Volume[], geometry: PageGeometry): number =>
  volumes.reduce((sum, { from, to, startAt }) => sum + pagesNeeded(geometry, to - from, startAt), 0)
