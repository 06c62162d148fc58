import type { EpochMs } from '../core/clock.ts'
import type { ContactPolicy } from '../districts/districts.words.ts'
import type { IssueState } from './issues.words.ts'
import { endedAt, isMasked } from './retention.rules.ts'

/**
 * What a voter may do with what the office keeps of them (个人信息保护法 15, 45–47): see a copy at
 * any time, correct and delete the contact, take back the consent to publish; delete the words where
 * nobody works on the matter any more.
 */
export interface Rights {
  correct: boolean
  eraseContact: boolean
  keepPrivate: boolean
  eraseWords: boolean
}

interface Kept {
  state: IssueState
  filedAt: EpochMs
  respondedAt: EpochMs | null
  endedAt: EpochMs | null
  verdictAt: EpochMs | null
  contactName: string | null
  contactPhone: string | null
  publish: boolean
  wordsErasedAt: EpochMs | null
  /** A clock of it is open: what was promised is still worked on. */
  owed: boolean
}

export function rightsOf(issue: Kept, policy: ContactPolicy, now: EpochMs): Rights {
  const held = issue.contactName !== null || issue.contactPhone !== null
  return {
    correct: policy !== 'none' && issue.wordsErasedAt === null && !isMasked(issue, now),
    eraseContact: held,
    keepPrivate: issue.publish,
    eraseWords: endedAt(issue) !== null && !issue.owed && issue.wordsErasedAt === null,
  }
}
