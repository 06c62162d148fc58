import type { EpochMs } from '../core/clock.ts'
import type { SuggestionClock } from './suggestions.words.ts'

/** 重点督办: who in the leadership sees to it, and why. */
export interface KeyMark {
  leader: string
  post: string
  reason: string
  at: EpochMs
}

/** 督办记录: what was said or agreed where a key suggestion was looked after. */
export interface SupervisionNote {
  /** The day, as it was written. */
  on: string
  /** Who did it, as a rule the leader of the mark. */
  people: string
  text: string
  at: EpochMs
}

/** 优秀建议: why it was named so. */
export interface ExcellentMark {
  reason: string
  at: EpochMs
}

/** One 催办 by the office, by 督查室, or by a department that waits for 会办意见. */
export interface Reminding {
  inspects?: true
  departmentId?: string
  clock: SuggestionClock
  owner: string
  text: string | null
  at: EpochMs
}

/** 不等会办意见. */
export interface Waiver {
  departmentId: string
  reason: string
  at: EpochMs
}

/** 延期 of the answer. */
export interface Extension {
  departmentId: string
  askedAt: EpochMs
  /** Why, and what the office said to it; absent in what is older than this: the last remarks say it. */
  reason?: string
  said?: string
  granted: boolean | null
  /** When the office said so; absent: not yet, or before that was kept. */
  saidAt?: EpochMs
  /** When the first answer was given more time, and what was its deadline until then; absent: nobody kept it. */
  decidedAt?: EpochMs
  dueBefore?: EpochMs
}
