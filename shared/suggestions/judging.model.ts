import type { EpochMs } from '../core/clock.ts'
import type { Attachment } from './attachments.model.ts'
import type { Satisfaction } from './suggestions.words.ts'

/** What representatives say of answers. */

export interface Feedback {
  representativeId: string
  round: number
  attitude: Satisfaction
  result: Satisfaction
  reason: string | null
  at: EpochMs
  /** Said for a lead who has left, and what follows from it. */
  forLead?: true
  /** Where several answered apart: each answer alone; the two words above are the worst of these. */
  apart?: readonly PartJudgement[]
  /** Said on paper, and entered by the office. */
  paper?: PaperWord
  files?: readonly Attachment[]
}

export interface PaperWord {
  /** The day on the paper, as it was written. */
  signedOn: string
  /** Until when its author may still say it themselves, in its place. */
  until: EpochMs
}

/** What a representative says of one of several answers. */
export interface PartJudgement {
  departmentId: string
  attitude: Satisfaction
  result: Satisfaction
  reason: string | null
}
