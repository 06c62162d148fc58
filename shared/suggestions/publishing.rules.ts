import { tellsDoor } from '../core/doors.ts'
import type { ErrorKind } from '../core/errors.ts'
import { isNoPersons } from '../core/nameless.rules.ts'
import { lettersTold } from './answers.rules.ts'
import type { Matter } from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

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
