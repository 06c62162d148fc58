import type { EpochMs } from '../core/clock.ts'
import { localParts } from '../core/local-time.ts'
import type { DutyListName } from './duty.words.ts'
import { isLate, ownDueAt } from './issues.rules.ts'
import type { Acknowledgement, Verdict } from './issues.words.ts'

/** What one's own punctuality is told from. */
export interface OwnAnswer {
  dueAt: EpochMs
  reachedAt: EpochMs
  respondedAt: EpochMs | null
  acknowledgement: Acknowledgement | null
}

/** Whether an answer came in the time that its author had; what was only an acknowledgement did not. */
export const wasInTime = (answer: OwnAnswer): boolean =>
  answer.respondedAt !== null &&
  answer.acknowledgement !== 'upheld' &&
  !isLate(ownDueAt(answer), answer.respondedAt)

/** A matter that somebody answered, or owes an answer. */
export interface DutyMatter extends OwnAnswer {
  /** What the voter said of the answer, and of whether it is solved: two questions. */
  verdictAnswer: Verdict | null
  verdictSolved: Verdict | null
  redos: number
}

/** In which lists a matter stands; a number is the length of its list. */
export const standsIn: Record<DutyListName, (matter: DutyMatter) => boolean> = {
  answered: (matter) => matter.respondedAt !== null,
  inTime: wasInTime,
  late: (matter) => matter.respondedAt !== null && !wasInTime(matter),
  unanswered: (matter) => matter.respondedAt === null,
  satisfied: (matter) => matter.verdictAnswer === 'satisfied',
  acceptable: (matter) => matter.verdictAnswer === 'acceptable',
  dissatisfied: (matter) => matter.verdictAnswer === 'dissatisfied',
  solvedWell: (matter) => matter.verdictSolved === 'satisfied',
  solvedFairly: (matter) => matter.verdictSolved === 'acceptable',
  solvedBadly: (matter) => matter.verdictSolved === 'dissatisfied',
  unrated: (matter) => matter.respondedAt !== null && matter.verdictAnswer === null,
  redone: (matter) => matter.redos > 0,
}

/** By the year of the answer; what is still owed belongs to every year, for it waits now. */
export const isOfYear = (matter: DutyMatter, year: number | undefined): boolean =>
  year === undefined || matter.respondedAt === null || localParts(matter.respondedAt).year === year
