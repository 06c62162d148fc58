import { fullDayWords } from '../core/local-time.ts'
import type { ExtensionView } from './suggestions.model.ts'
import type { Lapse } from './suggestions.words.ts'

type Asked = Pick<ExtensionView, 'granted' | 'until' | 'said' | 'lapsed'>

const lapsedWords: Record<Lapse, string> = {
  drafted: '答复已经拟好，不用再定',
  taken: '承办单位已经调整，不用再定',
}

/** What became of a question for more time: it waits, it lapsed, or what the office decided. */
export function extensionOutcome({ granted, until, said, lapsed }: Asked): string {
  if (lapsed !== null) return lapsedWords[lapsed]
  if (granted === null) return '等代表工委定'
  const why = said === null ? '' : `。${said}`
  if (!granted) return `没有同意延期，请按期答复${why}`
  return until === null
    ? `同意延期${why}`
    : `同意延期，答复延到 ${fullDayWords(Date.parse(until) - 1)}前${why}`
}
