import { isNoPersons } from '../core/nameless.rules.ts'
import { lettersInForce } from './answers.rules.ts'
import type { Matter } from './matter.rules.ts'

/** Whether what would be read by everybody has a number like that of a phone or of an identity card. */
export const tellsNumbers = (matter: Matter): boolean =>
  [matter.title, matter.text, ...lettersInForce(matter).map(({ text }) => text)].some(
    (words) => !isNoPersons(words),
  )
