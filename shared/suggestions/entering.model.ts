import type { EpochMs } from '../core/clock.ts'
import type { Attachment } from './attachments.model.ts'

/** What a representative says against what was entered for them: it is not theirs, or not signed. */
export interface EntryObjection {
  representativeId: string
  text: string | null
  at: EpochMs
  /** What the office found; absent: it has not looked yet. */
  verified?: { theirs: boolean; reason: string; at: EpochMs }
}

/** 代录: handed in on paper, and entered by the office for whoever signed it. */
export interface Entry {
  /** The day on which the paper was handed in, ISO 8601. */
  on: string
  /** The account that entered it, and when. */
  by: string
  at: EpochMs
  /** Until when whoever it names may say that it is not theirs. */
  until: EpochMs
  /** The paper itself, with hands on it. */
  scans: readonly Attachment[]
  objections?: readonly EntryObjection[]
  /** Its lead has changed it since in their own account. */
  takenUp?: true
}
