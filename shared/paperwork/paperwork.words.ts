/** Duty that an office keeps on paper, because there is no kind of matter for it yet. */
import type { DutyRole } from '../core/duty-roles.words.ts'

/** What a fact of the ledger, a point and a line of a record call one of them. */
export const PAPER = 'paperwork'

export const paperKinds = { tickets: '疑难工单督办', clues: '公益诉讼线索' } as const
export type PaperKind = keyof typeof paperKinds

export const paperFacts = {
  'paper.ticket': { words: '督办疑难工单', unit: '件', role: 'supervision' },
  'paper.clue': { words: '提供公益诉讼线索', unit: '件', role: 'information' },
} as const satisfies Record<string, { words: string; unit: string; role: DutyRole }>
export type PaperFact = keyof typeof paperFacts

export const paperVoids = {
  'paper.withdrawn': { words: '登记撤销了，不再计', takesBack: ['paper.ticket', 'paper.clue'] },
} as const satisfies Record<string, { words: string; takesBack: readonly PaperFact[] }>

/** Lengths in characters. */
export const paperLimits = {
  title: 80,
  partner: 60,
  outcome: 300,
  reference: 60,
  reason: 300,
} as const
