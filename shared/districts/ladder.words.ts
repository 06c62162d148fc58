/** 提醒的阶梯: when whom is told of a response clock that still runs. Plain constants. */

/** Who is told at a level. */
export const ladderRecipients = {
  handler: '承办的代表或家站',
  station: '所属家站的联络员',
  office: '代表工委',
} as const
export type LadderRecipient = keyof typeof ladderRecipients

export interface LadderLevel {
  /** Natural hours after the clock started. */
  hours: number
  to: LadderRecipient[]
}

export const MOST_LEVELS = 8
/** A month; whoever has not answered by then has been told often enough. */
export const MOST_HOURS = 720

/**
 * 12 h the representative, 20 h also the station's liaison, 24 h overdue: the station's head (for
 * whom the station's accounts stand), 48 h the office. [default, domain rules §3]
 */
export const STANDARD_LADDER: readonly LadderLevel[] = [
  { hours: 12, to: ['handler'] },
  { hours: 20, to: ['handler', 'station'] },
  { hours: 24, to: ['station'] },
  { hours: 48, to: ['office'] },
]
