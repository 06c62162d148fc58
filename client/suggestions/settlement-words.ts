import { untilFarWords } from '@mashang/shared/core/local-time.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** Of one of which nobody has said whether they accept it: whether they still may. */
export function askingWords(
  { asking, askedUntil }: Pick<SuggestionView['settlements'][number], 'asking' | 'askedUntil'>,
  serverTime: string,
): string {
  switch (asking) {
    case 'open':
      return askedUntil === null
        ? ''
        : `代表还可以说接不接受，到 ${untilFarWords(Date.parse(askedUntil), Date.parse(serverTime))} 为止。`
    case 'ended':
      return '期限到了，代表没有说接不接受。'
    case 'replaced':
      return '代表没有说接不接受，后来又协调过。'
    case 'nobody':
      return '写这件建议的代表都离任了，没有人来说接不接受。'
    case null:
      return ''
  }
}
