import { fullDayWords } from '../core/local-time.ts'
import type { SuggestionView } from './suggestions.model.ts'

type Asked = Pick<NonNullable<SuggestionView['extension']>, 'granted' | 'until' | 'said' | 'lapsed'>

/** What became of a question for more time: it waits, it lapsed, or what the office decided. */
export function extensionOutcome({ granted, until, said, lapsed }: Asked): string {
  if (lapsed) return '答复已经拟好，不用再定'
  if (granted === null) return '等代表工委定'
  const why = said === null ? '' : `。${said}`
  if (!granted) return `没有同意延期，请按期答复${why}`
  return until === null
    ? `同意延期${why}`
    : `同意延期，答复延到 ${fullDayWords(Date.parse(until) - 1)}前${why}`
}
