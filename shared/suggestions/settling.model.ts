import type { EpochMs } from '../core/clock.ts'
import type { Attachment } from './attachments.model.ts'
import type { MediateWay, SettleWay } from './suggestions.words.ts'

/** One thing that 代表工委 did after a second 不满意, before it came to an end. */
export interface MediatingNote {
  way: MediateWay
  /** The day, as it was written. */
  on: string
  text: string
  at: EpochMs
  files: readonly Attachment[]
}

/** What 代表工委 brought about after a second 不满意, and what the representative says of it. */
export interface Settlement {
  way: SettleWay
  /** The day, as it was written. */
  on: string
  people: string
  /** What was agreed. */
  text: string
  /** The end of the day by which it is to be done; null: none was agreed. */
  promisedFor: EpochMs | null
  at: EpochMs
  files: readonly Attachment[]
  /** Said once; absent: not yet, or never. It is no verdict: satisfaction stays what it was. */
  word?: { representativeId: string; accepted: boolean; text: string | null; at: EpochMs }
}

/** Of one of which nobody has said anything: may it still be said, and why not. */
export const askings = ['open', 'ended', 'replaced', 'nobody'] as const
export type Asking = (typeof askings)[number]
