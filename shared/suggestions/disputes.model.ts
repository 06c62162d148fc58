import type { EpochMs } from '../core/clock.ts'

/** What a representative says against a talk that a department has noted. */
export interface Dispute {
  representativeId: string
  /** There was none; else it was otherwise, and `text` says how. */
  never: boolean
  text: string | null
  at: EpochMs
  /** What the office found; absent: it has not looked yet, or need not. */
  weighed?: { stands: boolean; reason: string; at: EpochMs }
}
