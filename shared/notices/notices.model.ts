import type { MatterNoticeKind } from '../matters/matters.words.ts'

/**
 * What somebody is told. A notice holds references and numbers only; its words are made when it is
 * shown or sent, for the eyes of whoever gets it.
 */
export type NoticeKind =
  /** A matter came to a representative or station (data.handler), filed or passed on. */
  | 'issue.arrived'
  /** The voter said something more. */
  | 'issue.messaged'
  /** The voter took it back; the voter said how well it was answered and solved. */
  | 'issue.withdrawn'
  | 'issue.rated'
  /** The voter asked why nothing had come. */
  | 'issue.chased'
  /** The office or the station asks whoever it lies with for an answer. */
  | 'issue.reminded'
  /** Its voter was not satisfied: once more, with a clock of its own, for data.handler. */
  | 'issue.redo'
  /** The office looked whether an answer was only an acknowledgement; data.upheld says how. */
  | 'issue.reviewed'
  /** Something waits for the office; data.task says what. */
  | 'issue.for-office'
  /** For the voter: the office ended it in words. */
  | 'issue.settled'
  /** Somebody goes on leave, and asks to look after what comes meanwhile. */
  | 'leave.stand-in'
  /** Points were signed; data.until is the end of the notice period, epoch milliseconds. */
  | 'points.signed'
  /** They are settled: nothing of them changes any more. */
  | 'points.settled'
  /** For the office: a representative objects to points. */
  | 'points.appeal-came'
  /** The office answered an objection to points; data.upheld says how, data.moved whether a score changed. */
  | 'points.appeal-decided'
  /** The office wrote something into somebody's record from paper, or took that back. */
  | 'record.paper-kept'
  | 'record.paper-withdrawn'
  /** The response clock: data.level is the level of the district's ladder, data.hours its hours. */
  | 'clock.reminded'
  | 'clock.overdue'
  | 'clock.escalated'
  /** For the voter: answered, passed on, declined, handed to somebody else. */
  | 'issue.answered'
  | 'issue.referred'
  | 'issue.declined'
  | 'issue.reassigned'
  /** For the voter: a word in between, a question that waits for them, what was promised is done. */
  | 'issue.noted'
  | 'issue.asked'
  | 'issue.concluded'
  /** For the voter: what was promised takes longer. */
  | 'clock.extended'
  /** For the voter: the representative made a suggestion of it; how that was answered, or ended. */
  | 'issue.suggestion-submitted'
  | 'issue.suggestion-answered'
  | 'issue.suggestion-declined'
  | 'issue.suggestion-withdrawn'
  | 'issue.suggestion-unsatisfied'
  | 'issue.suggestion-settled'
  | 'issue.suggestion-merged'
  | 'issue.suggestion-corrected'
  /** For whoever has the matter: what was made of it is over, its voter is to be told how it ends. */
  | 'issue.suggestion-over'
  /** For the office: something of the machinery needs a person. data.what says which. */
  | 'system.alarm'
  /** About a matter that describes itself: shared/<kind>/matter.words.ts. */
  | MatterNoticeKind

/** Who is told: a person with an account, or the voter of one matter (then `id` is the issue's). */
export interface NoticeRecipient {
  kind: 'account' | 'voter'
  id: string
}

export interface Notice {
  id: string
  recipient: NoticeRecipient
  kind: NoticeKind
  subjectKind: string
  subjectId: string
  data: Record<string, string | number | boolean | null>
  /** Epoch milliseconds. */
  at: number
}
