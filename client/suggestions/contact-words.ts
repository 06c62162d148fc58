import { dayStartOf, fullDayWords } from '@mashang/shared/core/local-time.ts'
import { contactPhases, contactWays } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { SuggestionView } from './suggestions.query.ts'

type Noted = Pick<
  SuggestionView['contacts'][number],
  'phase' | 'way' | 'on' | 'people' | 'inCharge' | 'text'
>

/** "2026年3月2日 办理前面商：住建局王局长（负责人在场）。一起看了六个小区" */
export const contactWords = ({ phase, way, on, people, inCharge, text }: Noted): string =>
  `${fullDayWords(dayStartOf(on))} ${contactPhases[phase]}${contactWays[way]}：${people}${inCharge ? '（负责人在场）' : ''}。${text}`
