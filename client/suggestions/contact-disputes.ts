import { suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { ActField } from './act-form.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** What was said against a noted talk, in words; the same at every desk and behind a one-time link. */
type Dispute = NonNullable<SuggestionView['contacts'][number]['dispute']>

const weighedWords = ({ never, weighed }: Dispute): string => {
  if (weighed !== null)
    return `代表工委核定：${weighed.stands ? '算数' : '不算数'}。${weighed.reason}`
  return never ? '等代表工委核定，核定以前不算答复前的沟通。' : ''
}

/** "说没有这次沟通。等代表工委核定，…" */
export const disputeWords = (dispute: Dispute): string => {
  const said = dispute.never ? '说没有这次沟通' : '说和实际有出入'
  const text = dispute.text === null ? '' : `：${dispute.text}`
  return `${said}${text}。${weighedWords(dispute)}`
}

export const otherwiseFields: readonly ActField[] = [
  { key: 'text', label: '实际是怎样的', kind: 'line', max: suggestionLimits.reason },
]

export const weighFields: readonly ActField[] = [
  {
    key: 'stands',
    label: '这次沟通算数吗',
    kind: 'yes-no',
    options: { true: '算数', false: '不算数' },
  },
  { key: 'reason', label: '怎么核定的', kind: 'line', max: suggestionLimits.reason },
]
