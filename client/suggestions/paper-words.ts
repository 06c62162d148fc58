import { dayStartOf, dayWords, untilWords } from '@mashang/shared/core/local-time.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** That it was entered for its author, and until when they may say it themselves. */
export const paperWords = ({
  signedOn,
  until,
}: NonNullable<SuggestionView['feedbacks'][number]['paper']>): string =>
  `由代表工委按纸质意见表代录（${dayWords(dayStartOf(signedOn))}签）${
    until ? `；有出入的，${untilWords(Date.parse(until))} 前本人可以自己再评` : ''
  }`
