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

const of = (key: string, path: string, who: string): readonly ActField[] => [
  ...asked(key, path, who),
  reason(key, path, who),
]

const wholeJudgement = of('', '', '')

export const judgingFields = ({ judging }: SuggestionView): readonly ActField[] =>
  judging.length === 0
    ? wholeJudgement
    : judging.flatMap(({ id, name }, index) => of(`${id} `, `apart.${index}.`, `${name}：`))

export const judgementSent = (said: Values, { judging }: SuggestionView): object =>
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

export const judgingNote = ({ judging }: SuggestionView): string =>
  judging.length === 0
    ? '任一项不满意会重办一次；再不满意由代表工委协调。'
    : '几个单位分别答复的，各评各的：哪个单位有一项不满意，就由那个单位重办一次；再不满意由代表工委协调。'
