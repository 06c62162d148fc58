/**
 * What somebody is told. A notice holds references and numbers only; its words are made when it is
 * shown or sent, for the eyes of whoever gets it.
 */
export type NoticeKind =
  /** A matter came to a representative or station, filed or passed on. */
  | 'issue.arrived'
  /** The voter said something more. */
  | 'issue.messaged'
  /** The response clock: data.level is the level of the district's ladder, data.hours its hours. */
  | 'clock.reminded'
  | 'clock.overdue'
  | 'clock.escalated'
  /** For the voter: answered, passed on, declined, handed to somebody else. */
  | 'issue.answered'
  | 'issue.referred'
  | 'issue.declined'
  | 'issue.reassigned'
  /** For the office: something of the machinery needs a person. data.what says which. */
  | 'system.alarm'

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
