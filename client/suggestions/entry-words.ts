import { dayStartOf, dayWords, fullDayWords, momentWords } from '@mashang/shared/core/local-time.ts'
import { suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { ActField } from './act-form.ts'
import type { SuggestionView } from './suggestions.query.ts'

export type EntryView = NonNullable<SuggestionView['entry']>

/** By whom it was entered from paper, and when. */
export const entryWords = ({ on, by, at }: EntryView): string =>
  `${fullDayWords(dayStartOf(on))}交来纸质建议，${by} ${dayWords(Date.parse(at))}按纸录入。`

const verifiedWords = ({ lead, verified }: EntryView['objections'][number]): string => {
  if (verified === null) return '等代表工委核对。'
  const found = verified.theirs
    ? lead
      ? '是他提的'
      : '是他签的'
    : lead
      ? '不是他提的'
      : '不是他签的'
  return `代表工委核对：${found}。${verified.reason}`
}

/** "说不是自己提的：我没有交过。等代表工委核对。" */
export const objectionWords = (one: EntryView['objections'][number]): string =>
  `${one.lead ? '说不是自己提的' : '说自己没有签名'}${one.text === null ? '' : `：${one.text}`}（${momentWords(Date.parse(one.at))}）。${verifiedWords(one)}`

export const disownFields: readonly ActField[] = [
  {
    key: 'text',
    label: '怎么回事（可以不写）',
    kind: 'line',
    max: suggestionLimits.reason,
    optional: true,
  },
]

/** What the office says of it; two words for the lead's and a co-signer's. */
export const verifyFields = (lead: boolean): readonly ActField[] => [
  {
    key: 'theirs',
    label: lead ? '是不是他提的' : '是不是他签的',
    kind: 'yes-no',
    options: lead
      ? { true: '是他提的', false: '不是他提的' }
      : { true: '是他签的', false: '不是他签的' },
  },
  { key: 'reason', label: '怎么核对的', kind: 'line', max: suggestionLimits.reason },
]
