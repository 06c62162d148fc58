import { maySign, rewrites } from '../accounts/signing.rules.ts'
import type { Signing } from '../accounts/signing.words.ts'
import { lettersNow } from './answers.rules.ts'
import type { Matter } from './matter.rules.ts'
import type { SuggestionNoticeKind } from './notices.words.ts'

/** What goes on inside of a department between who drafts and who signs. */
interface TellingInside {
  kind: SuggestionNoticeKind
  /** Which of its accounts are told; `accountSigns`: a 签发人 alone signs in this district. */
  to(signing: Signing, accountSigns: boolean): boolean
  /** Whether it still waits for them: what is drafted and signed in one asks nobody. */
  waits(matter: Matter, own: string): boolean
}
export const tellingsInside: Readonly<Record<string, TellingInside>> = {
  'suggestion.propose': {
    kind: 'suggestion.to-sign',
    to: (signing, accountSigns) => (accountSigns ? signing?.part === 'head' : maySign(signing)),
    waits: (matter, own) =>
      lettersNow(matter).some((one) => one.departmentId === own && one.signedAt === null),
  },
  'suggestion.rework': {
    kind: 'suggestion.sent-back',
    to: rewrites,
    waits: ({ sentBack = [] }, own) => sentBack.some(({ departmentId }) => departmentId === own),
  },
}
