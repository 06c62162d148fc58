import { type EpochMs, toIso } from '../core/clock.ts'
import { distanceWords } from '../core/distance.ts'
import type { SheetEvent } from './sheets.model.ts'
import {
  type Outcome,
  outcomes,
  type PatrolVerdict,
  type ReportReason,
  reportReasons,
} from './sheets.words.ts'

/** A fact of the ledger about one sheet, as far as its history needs it. */
export interface SheetFact {
  at: EpochMs
  type: string
  actorId: string | null
  data: Record<string, unknown>
}

/** Names and words that the ledger only refers to. */
export interface SheetWords {
  actor(id: string): string | null
  placement(id: unknown): { place: string; photoUrl: string | null } | null
  report(id: unknown): { reason: ReportReason; note: string | null } | null
  /** "海报 0214" */
  sheet(id: unknown): string | null
  /** Why it was revoked, with the clerk's note. */
  revocation: string | null
}

type Told = Pick<SheetEvent, 'kind' | 'text'> & { photoUrl?: string | null }

const seenWords: Partial<Record<PatrolVerdict, string>> = {
  right: '巡查看过，位置对',
  unhung: '巡查看过，还没登记贴在哪里',
  stopped: '巡查看过，已经停用，纸还在',
}

function tell(fact: SheetFact, words: SheetWords): Told | null {
  const { data } = fact
  switch (fact.type) {
    case 'sheet.hung': {
      const placement = words.placement(data.placementId)
      if (placement === null) return null
      const { place, photoUrl } = placement
      if (data.moved !== true) return { kind: 'hung', text: `贴在“${place}”。`, photoUrl }
      const text = data.samePlace === true ? `又登记一次，还在“${place}”。` : `换到“${place}”。`
      return { kind: 'moved', text, photoUrl }
    }
    case 'sheet.seen': {
      if (data.verdict === 'right' && data.distance === null)
        return { kind: 'seen', text: '巡查看过，没有比对位置。' }
      const known = seenWords[data.verdict as PatrolVerdict]
      return {
        kind: 'seen',
        text: `${known ?? `巡查看过，离登记的地方约 ${distanceWords(Number(data.distance))}`}。`,
      }
    }
    case 'sheet.reported': {
      const report = words.report(data.reportId)
      if (report === null) return null
      const note = report.note === null ? '' : `“${report.note}”`
      return { kind: 'reported', text: `有人说：${reportReasons[report.reason]}。${note}` }
    }
    case 'sheet.report-resolved':
      return { kind: 'resolved', text: `${outcomes[data.outcome as Outcome]}。` }
    case 'sheet.revoked':
      return { kind: 'revoked', text: `作废了：${words.revocation ?? '没有写原因'}。` }
    case 'sheet.replaced':
      return { kind: 'replaced', text: `换成了${words.sheet(data.by) ?? '新的一张'}。` }
    default:
      return null
  }
}

/** What happened to a sheet since it was printed, newest first. */
export function sheetEvents(
  facts: readonly SheetFact[],
  printed: { at: EpochMs; by: string | null },
  words: SheetWords,
): SheetEvent[] {
  const events = facts.flatMap((fact): SheetEvent[] => {
    const told = tell(fact, words)
    if (told === null) return []
    const by = fact.actorId === null ? null : words.actor(fact.actorId)
    return [{ at: toIso(fact.at), by, photoUrl: null, ...told }]
  })
  return [
    ...events.reverse(),
    { at: toIso(printed.at), kind: 'printed', text: '印好了。', by: printed.by, photoUrl: null },
  ]
}
