import { satisfactions, suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { ActField } from './act-forms.ts'
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
})

const askedOf = (key: string, path: string, who: string): readonly ActField[] => [
  ...asked(key, path, who),
  reason(key, path, who),
]

const wholeJudgement = askedOf('', '', '')

/** 征求意见表 on paper: the office enters it for an author who serves. */
export const isOnPaper = ({ papers }: SuggestionView): boolean => papers.length > 0

/** Whether somebody waits for this word, and it is not only that it may be said. */
export const isAsked = (suggestion: SuggestionView): boolean =>
  !isOnPaper(suggestion) && !entered(suggestion)

export const judgingButton = (suggestion: SuggestionView): string =>
  isOnPaper(suggestion) ? '代录纸质意见表' : entered(suggestion) ? '改成自己评价' : '评价'

/** Whether what somebody would say takes the place of what was entered for them. */
const entered = ({ state }: SuggestionView): boolean =>
  state === 'redo' || state === 'mediation' || state === 'closed'

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

const judgementFields = ({ judging }: SuggestionView): readonly ActField[] =>
  judging.length === 0
    ? wholeJudgement
    : judging.flatMap(({ id, name }, index) => askedOf(`${id} `, `apart.${index}.`, `${name}：`))

export const judgementSent = (
  { of: whose, signedOn, ...said }: Values,
  suggestion: SuggestionView,
): object => ({
  ...(isOnPaper(suggestion) ? { paper: { of: whose, signedOn } } : {}),
  ...wordsSent(said, suggestion),
})

const wordsSent = (said: Values, { judging }: SuggestionView): object =>
  judging.length === 0
    ? said
    : {
        apart: judging.map(({ id }) => ({
          department: id,
          ...Object.fromEntries(
            JUDGED.flatMap((key) => {
              const value = said[`${id} ${key}`]
              return value === undefined ? [] : [[key, value]]
            }),
          ),
        })),
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

const followsNote = ({ judging }: SuggestionView): string =>
  judging.length === 0
    ? '任一项不满意会重办一次；再不满意由代表工委协调。'
    : '几个单位分别答复的，各评各的：哪个单位有一项不满意，就由那个单位重办一次；再不满意由代表工委协调。'
