import { dayStartOf, fullDayWords } from '../core/local-time.ts'
import type { IssuedLetter } from './issued-letters.rules.ts'
import type { Feedback } from './judging.model.ts'
import { answerDay, handledBy, type LetterNames, leadOf } from './letter-places.rules.ts'
import { talksOf } from './letter-talks.rules.ts'
import type { LetterCell, LetterTable } from './letters.rules.ts'
import type { Matter } from './matter.rules.ts'
import { type Satisfaction, satisfactions } from './suggestions.words.ts'

/** 征求意见表: to be filled in, or with what a representative has said. */

/** "□ 满意　■ 基本满意　□ 不满意" @param said null: nobody has said it yet */
const boxes = (said: Satisfaction | null): string =>
  Object.entries(satisfactions)
    .map(([key, words]) => `${key === said ? '■' : '□'} ${words}`)
    .join('　')

/** Whose word it is; the office says it in place of authors who have all left. */
export const judgeOf = (
  { representativeId, forLead }: Feedback,
  matter: Matter,
  names: LetterNames,
): string =>
  forLead && representativeId === matter.representativeId
    ? `${names.office}（代表都已离任，代为评价）`
    : `${names.representative(representativeId)}代表`

/** Nobody takes a word out of the system for a signature on paper. */
const signedBy = (said: Feedback, matter: Matter, names: LetterNames): string =>
  `${judgeOf(said, matter, names)}（${said.paper ? '照纸质意见表代录' : '系统里评价'}）`

const reasonsOf = (said: Feedback, names: LetterNames): string =>
  said.apart === undefined
    ? (said.reason ?? '')
    : said.apart
        .flatMap(({ departmentId, reason }) =>
          reason === null ? [] : [`${names.department(departmentId)}：${reason}`],
        )
        .join('；')

export function opinionForm(matter: Matter, issued: IssuedLetter, names: LetterNames): LetterTable {
  const { letters: asked, said } = issued
  const label = (text: string): LetterCell => ({ text, label: true })
  const classes = asked.map((one) => `${one.class} 类`).join('、')
  const wordOf = (of: 'attitude' | 'result', own: string): Satisfaction | null => {
    const word = said?.apart?.find(({ departmentId }) => departmentId === own) ?? said
    return word?.[of] ?? null
  }
  const question = (words: string, of: 'attitude' | 'result'): LetterTable['rows'] =>
    asked.map(({ departmentId }) => ({
      lines: asked.length < 2 ? 1 : 2,
      cells: [
        label(words),
        {
          text: `${asked.length < 2 ? '' : `${names.department(departmentId)}：`}${boxes(wordOf(of, departmentId))}`,
          across: 3,
        },
      ],
    }))
  return {
    columns: [30, 54, 26, 46],
    rows: [
      {
        lines: 1,
        cells: [
          label('建议编号'),
          { text: names.number },
          label('领衔代表'),
          { text: leadOf(matter, names) },
        ],
      },
      { lines: 1, cells: [label('建议题目'), { text: matter.title, across: 3 }] },
      {
        lines: 1,
        cells: [label('承办单位'), { text: handledBy(matter, issued, names), across: 3 }],
      },
      { lines: 1, cells: [label('沟通情况'), { text: talksOf(matter, issued, names), across: 3 }] },
      {
        lines: 1,
        cells: [
          label('答复日期'),
          { text: answerDay(asked) },
          label('解决程度'),
          { text: classes },
        ],
      },
      ...question('对办理态度', 'attitude'),
      ...question('对办理结果', 'result'),
      {
        // Room to write; what was said needs no more than it takes.
        ...(said === undefined ? { lines: 3, least: 2 } : { lines: 1 }),
        cells: [
          label('意见和建议'),
          { text: said === undefined ? '' : reasonsOf(said, names), across: 3 },
        ],
      },
      {
        lines: 1,
        cells: [
          label('代表签名'),
          { text: said === undefined ? '' : signedBy(said, matter, names) },
          label('日期'),
          {
            text:
              said === undefined
                ? '　年　月　日'
                : fullDayWords(said.paper ? dayStartOf(said.paper.signedOn) : said.at),
          },
        ],
      },
    ],
  }
}
