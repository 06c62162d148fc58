import { satisfactions, suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { ActField } from './act-form.ts'
import type { Values } from './filled.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** 评价: two questions and a word, for the whole or, of several answers, for each alone. */

const JUDGED = ['attitude', 'result', 'reason'] as const
const REASON = '有什么要说的（不满意时必填）'

const asked = (key: string, path: string, who: string): readonly ActField[] =>
  [
    { key: `${key}attitude`, path: `${path}attitude`, label: `${who}对办理态度` },
    { key: `${key}result`, path: `${path}result`, label: `${who}对办理结果` },
  ].map((field) => ({ ...field, kind: 'choice', options: satisfactions }))

const reason = (key: string, path: string, who: string): ActField => ({
  key: `${key}reason`,
  path: `${path}reason`,
  label: `${who}${REASON}`,
  kind: 'line',
  max: suggestionLimits.reason,
  optional: true,
  unless: { keys: [`${key}attitude`, `${key}result`], is: 'dissatisfied' },
})

const askedOf = (key: string, path: string, who: string): readonly ActField[] => [
  ...asked(key, path, who),
  reason(key, path, who),
]

/** 征求意见表 on paper: the office enters it for an author who serves. */
export const isOnPaper = ({ papers }: SuggestionView): boolean => papers.length > 0

/** Whether somebody waits for this word, and it is not only that it may be said. */
export const isAsked = (suggestion: SuggestionView): boolean =>
  suggestion.state === 'answered' && !isOnPaper(suggestion) && !entered(suggestion)

/** It ended with a promise, which was told again since: that answer may be judged, too. */
const isRetold = ({ state, letters }: SuggestionView): boolean =>
  state === 'closed' && letters.at(-1)?.redeems === true

export function judgingButton(suggestion: SuggestionView): string {
  if (isOnPaper(suggestion)) return '代录纸质意见表'
  if (entered(suggestion)) return '改成自己评价'
  return isRetold(suggestion) ? '评价这次的答复' : '评价'
}

/** Whether what somebody would say takes the place of what was entered for them. */
const entered = ({ feedbacks }: SuggestionView): boolean => feedbacks.some(isEntered)
const isEntered = ({ own, paper }: SuggestionView['feedbacks'][number]): boolean =>
  own && paper !== null && paper.until !== null

/** Of one author alone it is theirs. */
export const judgingStart = ({ papers }: SuggestionView): Values => {
  const [only, ...more] = papers
  return only === undefined || more.length > 0 ? {} : { of: only.id }
}

const paperFields = ({ papers }: SuggestionView): readonly ActField[] => [
  {
    key: 'of',
    path: 'paper.of',
    label: '谁的意见表',
    kind: 'choice',
    options: Object.fromEntries(papers.map(({ id, name }) => [id, `${name}代表`])),
  },
  { key: 'signedOn', path: 'paper.signedOn', label: '表上签的日子', kind: 'day' },
]

export const judgingFields = (suggestion: SuggestionView): readonly ActField[] => [
  ...(isOnPaper(suggestion) ? paperFields(suggestion) : []),
  ...judgementFields(suggestion),
]

type Judging = SuggestionView['judging']

/** @param key what the answers are kept under; on paper, of each author apart */
const judgedFields = (judging: Judging, key = ''): readonly ActField[] =>
  judging.length === 0
    ? askedOf(key, '', '')
    : judging.flatMap(({ id, name }, index) =>
        askedOf(`${key}${id} `, `apart.${index}.`, `${name}：`),
      )

/** Not every author is asked about the same answers: what is asked follows whose paper it is. */
const judgementFields = ({ judging, papers }: SuggestionView): readonly ActField[] =>
  papers.length === 0
    ? judgedFields(judging)
    : papers.flatMap((author) =>
        judgedFields(author.judging, `${author.id} `).map((field) => ({
          ...field,
          when: { key: 'of', is: author.id },
        })),
      )

export const judgementSent = (
  { of: whose, signedOn, ...said }: Values,
  { judging, papers }: SuggestionView,
): object => {
  const author = papers.find(({ id }) => id === whose)
  return author === undefined
    ? wordsSent(said, judging)
    : {
        paper: { of: author.id, signedOn },
        ...wordsSent(said, author.judging, `${author.id} `),
      }
}

function wordsSent(said: Values, judging: Judging, key = ''): object {
  const wordsOf = (of: string): object =>
    Object.fromEntries(
      JUDGED.flatMap((word) => {
        const value = said[`${of}${word}`]
        return value === undefined ? [] : [[word, value]]
      }),
    )
  return judging.length === 0
    ? wordsOf(key)
    : {
        apart: judging.map(({ id }) => ({ department: id, ...wordsOf(`${key}${id} `) })),
      }
}

const ON_PAPER =
  '照代表签了名的纸质意见表录入，附上照片或扫描件。会告诉本人，评价期内本人可以自己再评，以本人的为准。'

export const judgingNote = (suggestion: SuggestionView): string =>
  [
    isOnPaper(suggestion)
      ? ON_PAPER
      : entered(suggestion)
        ? '您自己的评价会代替代表工委按纸质意见表代录的那一次。'
        : '',
    followsNote(suggestion),
  ].join('')

/** Of the papers that can be entered, one alone may decide; which it is is not chosen yet. */
const decidesWhat = ({ decides, papers }: SuggestionView): boolean =>
  papers.length === 0 ? decides : papers.some((author) => author.decides)

/** It is redone once; what takes the place of an entered word belongs to the round of that word. */
function followsNote(suggestion: SuggestionView): string {
  const { judging, papers, feedbacks } = suggestion
  if (!decidesWhat(suggestion)) return '这一次评价记在案里，不会引起重办。'
  const isRedone = (feedbacks.filter(isEntered).at(-1)?.round ?? suggestion.round) > 0
  return [judging, ...papers.map((author) => author.judging)].every((those) => those.length === 0)
    ? isRedone
      ? '已经重办过一次：任一项不满意，由代表工委协调，不再重办。'
      : '任一项不满意会重办一次；再不满意由代表工委协调。'
    : isRedone
      ? '几个单位分别答复的，各评各的。已经重办过一次：有一项不满意，由代表工委协调，不再重办。'
      : '几个单位分别答复的，各评各的：哪个单位有一项不满意，就由那个单位重办一次；再不满意由代表工委协调。'
}
