import { tellsDoor } from '../core/doors.ts'
import type { ErrorKind } from '../core/errors.ts'
import { isNoPersons } from '../core/nameless.rules.ts'
import { answersUnreleased, lettersTold } from './answers.rules.ts'
import type { Matter } from './matter.rules.ts'
import type { Settlement } from './settling.model.ts'
import { settledWith } from './settling.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type { ReleasedPart } from './suggestions.words.ts'

/** What the office brought about, where everybody may read of it; after a release it waits for another one. */
export function settlementReleased(matter: Matter): Settlement | undefined {
  const last = settledWith(matter)
  return last !== undefined && matter.publishedAt !== null && last.at <= matter.publishedAt
    ? last
    : undefined
}

/** What of one that is public came since, and is not. */
export const unreleasedParts = (matter: Matter): ReleasedPart[] => [
  ...(answersUnreleased(matter) ? (['answer'] as const) : []),
  ...(matter.publishedAt !== null && settledWith(matter) !== settlementReleased(matter)
    ? (['settlement'] as const)
    : []),
]
export const unreleased = (matter: Matter): boolean => unreleasedParts(matter).length > 0

/** Answered, kept inside by nobody, and not public, or only as it was before: what is left to be released. */
export const awaitsRelease = (matter: Matter): boolean =>
  (matter.state === 'answered' || matter.state === 'closed') &&
  matter.answeredAt !== null &&
  (matter.publishedAt === null || unreleased(matter)) &&
  !matter.secret

const publicWords = (matter: Matter): string[] => [
  matter.title,
  matter.text,
  ...(matter.files ?? []).map(({ name }) => name),
  ...lettersTold(matter).flatMap(({ text, files }) => [
    text,
    ...(files ?? []).map(({ name }) => name),
  ]),
]

/** Whether what would be read by everybody has a number like that of a phone or of an identity card. */
export const tellsNumbers = (matter: Matter): boolean =>
  publicWords(matter).some((words) => !isNoPersons(words))

/** Whether it says behind which door: voters are promised that theirs is left out. */
export const tellsDoors = (matter: Matter): boolean => publicWords(matter).some(tellsDoor)

/** What somebody has to look through before it is released; nothing, mostly. @param unwilling voters who did not agree */
export const toLookThrough = (matter: Matter, unwilling: number): ErrorKind[] => [
  ...(unwilling > 0 ? [suggestionErrors.voterUnwilling] : []),
  ...(tellsNumbers(matter) ? [suggestionErrors.numbersTold] : []),
  ...(tellsDoors(matter) ? [suggestionErrors.doorsTold] : []),
]
