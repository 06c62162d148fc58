import { type MatterNoticeKind, matterNotice } from '../matters/matters.words.ts'
import type { NoticeKind } from '../notices/notices.model.ts'
import type { DeliveryChannel, Rhythm } from './deliveries.words.ts'
import { isTopic, type Topic } from './topics.words.ts'

/** How one person wants to be told. Minutes count from midnight in the district's zone. */
export interface Preferences {
  rhythm: Rhythm
  dailyAt: number
  /** Equal: no quiet hours. */
  quietFrom: number
  quietUntil: number
  /** Whether what is overdue may ring in quiet hours. */
  overdueRings: boolean
  /** "mail:clock": not this topic by this channel. The notice in the app always stays. */
  muted: readonly string[]
}

/** [default] 22:00 to 07:00 delay a reminder's sound, never the clock (domain rules, 24小时响应). */
export const QUIET = { from: 22 * 60, until: 7 * 60 } as const

/** What holds until somebody changes it; the office alone is rung for what is overdue. [default] */
export const usualPreferences = (office: boolean): Preferences => ({
  rhythm: 'at-once',
  dailyAt: 8 * 60,
  quietFrom: QUIET.from,
  quietUntil: QUIET.until,
  overdueRings: office,
  muted: [],
})

const topics: Record<Exclude<NoticeKind, MatterNoticeKind>, Topic | null> = {
  'issue.arrived': 'arrivals',
  'issue.messaged': 'arrivals',
  'issue.withdrawn': 'arrivals',
  'issue.rated': 'arrivals',
  'issue.chased': 'clock',
  'issue.reminded': 'clock',
  'issue.redo': 'arrivals',
  'issue.reviewed': 'arrivals',
  'issue.for-office': 'alarms',
  'issue.suggestion-over': 'arrivals',
  'issue.settled': null,
  'leave.stand-in': 'arrivals',
  'points.signed': 'arrivals',
  'points.settled': 'arrivals',
  'points.appeal-came': 'arrivals',
  'points.appeal-decided': 'arrivals',
  'record.paper-kept': 'arrivals',
  'record.paper-withdrawn': 'arrivals',
  'clock.reminded': 'clock',
  'clock.overdue': 'clock',
  'clock.escalated': 'clock',
  'issue.answered': null,
  'issue.referred': null,
  'issue.declined': null,
  'issue.reassigned': null,
  'issue.noted': null,
  'issue.asked': null,
  'issue.concluded': null,
  'issue.suggestion-submitted': null,
  'issue.suggestion-answered': null,
  'issue.suggestion-declined': null,
  'issue.suggestion-withdrawn': null,
  'issue.suggestion-unsatisfied': null,
  'issue.suggestion-settled': null,
  'issue.suggestion-merged': null,
  'issue.suggestion-corrected': null,
  'clock.extended': null,
  'system.alarm': 'alarms',
}

/** Null: for voters, who chose by the matter. */
export function topicOf(kind: NoticeKind): Topic | null {
  const own = matterNotice(kind)?.folder
  if (own === undefined) return topics[kind as keyof typeof topics]
  return isTopic(own) ? own : 'arrivals'
}

export const muteKey = (channel: DeliveryChannel, topic: Topic): string => `${channel}:${topic}`

export function wants(
  preferences: Pick<Preferences, 'muted'>,
  channel: DeliveryChannel,
  kind: NoticeKind,
): boolean {
  const topic = topicOf(kind)
  return topic === null || !preferences.muted.includes(muteKey(channel, topic))
}

export const isOverdueKind = (kind: NoticeKind): boolean =>
  kind === 'clock.overdue' || kind === 'clock.escalated'
