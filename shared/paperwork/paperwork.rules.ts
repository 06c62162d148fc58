import { type MatterScoring, scoredFor } from '../matters/scoring.ts'
import {
  PAPER,
  type PaperFact,
  type PaperKind,
  paperFacts,
  type paperVoids,
} from './paperwork.words.ts'

const factOf: Record<PaperKind, PaperFact> = { tickets: 'paper.ticket', clues: 'paper.clue' }

/** The role that one shows, in records as in points. */
export const roleOfPaper = (kind: PaperKind) => paperFacts[factOf[kind]].role

/** On the day of what was done, not of its writing down; by a rule only that an office makes. */
export const paperScoring: MatterScoring<PaperFact | keyof typeof paperVoids> = {
  kind: PAPER,
  edition: 1,
  dated: true,
  facts: {
    'record.paper-kept': ({ representativeId, kind }) =>
      scoredFor(representativeId, factOf[kind as PaperKind]),
    'record.paper-withdrawn': ({ representativeId }) =>
      scoredFor(representativeId, 'paper.withdrawn'),
  },
}

/** One as people read it: with whom, how it ended, where the paper lies. */
export const paperWords = (paper: {
  partner: string | null
  outcome: string
  reference: string
  /** Why it was taken back. */
  withdrawal: string | null
}): string =>
  [
    paper.partner === null ? null : `和${paper.partner}`,
    paper.outcome,
    `材料：${paper.reference}`,
    paper.withdrawal === null ? null : `已撤销：${paper.withdrawal}`,
  ]
    .filter(Boolean)
    .join(' · ')
