import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { type LetterKind, letterKinds } from './letters.words.ts'
import { lettersInForce, type Matter } from './matter.rules.ts'
import { answerClasses, handlerParts } from './suggestions.words.ts'

/** Names that a letter says. */
export interface LetterNames {
  number: string
  office: string
  representative(id: string): string
  department(id: string): string
  /** Until when the answer is due; null where it cannot be counted yet. */
  dueAt: EpochMs | null
}

/** One cell of a form; `across` counts columns, 1 unless told. */
export interface LetterCell {
  text: string
  across?: number
  /** Says what stands beside it. */
  label?: boolean
}

/** A form to fill in: widths in mm, together 156; of each row at least so many lines of the page. */
export interface LetterTable {
  columns: readonly number[]
  rows: readonly { cells: readonly LetterCell[]; lines: number }[]
}

export interface LetterWords {
  name: string
  number: string | null
  title: string
  to: string | null
  paragraphs: string[]
  table: LetterTable | null
  /** What stands after the form. */
  after: string[]
  signature: string
  date: string
  /** 版记: who printed it, and when. */
  issued: { by: string; on: string }
}

/** Whether there is anything to print yet. */
export const hasLetter = (matter: Matter, kind: LetterKind): boolean =>
  kind === 'assignment' ? matter.handlers.length > 0 : lettersInForce(matter).length > 0

/** Why there is nothing to print yet; null: there is. */
export const whyNoLetter = (matter: Matter, kind: LetterKind): string | null =>
  hasLetter(matter, kind)
    ? null
    : kind === 'assignment'
      ? '还没有交办，交办以后才有交办单。'
      : `还没有签发的答复，签发以后才有${letterKinds[kind]}。`

const paragraphsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const boxes = '□ 满意　□ 基本满意　□ 不满意'

/** The words of a letter; of several departments the answers stand one after another. */
export function letterOf(
  matter: Matter,
  kind: LetterKind,
  names: LetterNames,
  now: EpochMs,
): LetterWords {
  const lead = `${names.representative(matter.representativeId)}代表`
  const base = {
    name: `${letterKinds[kind]}（${names.number}）`,
    number: names.number,
    to: null,
    table: null,
    after: [],
    signature: names.office,
    date: fullDayWords(now),
    issued: { by: names.office, on: `${fullDayWords(now)}印发` },
  }
  if (kind === 'assignment')
    return {
      ...base,
      title: '代表建议交办单',
      to: matter.handlers
        .map(
          ({ departmentId, part }) => `${names.department(departmentId)}（${handlerParts[part]}）`,
        )
        .join('、'),
      date: fullDayWords(matter.firstAssignedAt ?? now),
      paragraphs: [
        `现将${lead}提出的《${matter.title}》交你单位办理。`,
        ...paragraphsOf(matter.text),
        names.dueAt === null
          ? '请在法定期限内答复代表，答复前应当和代表沟通。'
          : `请于${fullDayWords(names.dueAt - 1)}前答复代表，答复前应当和代表沟通。`,
        '认为不属于本单位职责的，请在规定的期限内向我们说明理由，不得自行转交。',
      ],
    }
  const letters = lettersInForce(matter)
  const answeredBy = letters.map(({ departmentId }) => names.department(departmentId)).join('、')
  const answeredOn = fullDayWords(Math.max(...letters.map((one) => one.signedAt ?? one.proposedAt)))
  if (kind === 'answer')
    return {
      ...base,
      title: `关于对《${matter.title}》的答复`,
      to: lead,
      signature: answeredBy,
      date: answeredOn,
      issued: { by: answeredBy, on: `${answeredOn}印发` },
      paragraphs: letters.flatMap((one) => [
        ...(letters.length > 1 ? [`${names.department(one.departmentId)}：`] : []),
        ...paragraphsOf(one.text),
        `解决程度：${one.class} 类（${answerClasses[one.class]}）。${
          one.promisedFor === null ? '' : `答应于${fullDayWords(one.promisedFor - 1)}前办成。`
        }`,
        `签发：${one.signer ?? ''}`,
      ]),
    }
  const label = (text: string): LetterCell => ({ text, label: true })
  const classes = letters.map((one) => `${one.class} 类`).join('、')
  return {
    ...base,
    title: '代表建议办理情况征求意见表',
    to: lead,
    paragraphs: ['您提出的建议已经答复，请您评价。'],
    table: {
      columns: [32, 52, 32, 40],
      rows: [
        {
          lines: 1,
          cells: [label('建议编号'), { text: names.number }, label('领衔代表'), { text: lead }],
        },
        { lines: 1, cells: [label('建议题目'), { text: matter.title, across: 3 }] },
        { lines: 1, cells: [label('承办单位'), { text: answeredBy, across: 3 }] },
        {
          lines: 1,
          cells: [label('答复日期'), { text: answeredOn }, label('解决程度'), { text: classes }],
        },
        { lines: 1, cells: [label('对办理态度'), { text: boxes, across: 3 }] },
        { lines: 1, cells: [label('对办理结果'), { text: boxes, across: 3 }] },
        { lines: 3, cells: [label('意见和建议'), { text: '', across: 3 }] },
        {
          lines: 1,
          cells: [label('代表签名'), { text: '' }, label('日期'), { text: '　年　月　日' }],
        },
      ],
    },
    after: ['不满意的请写明理由。填好请交回，也可在手机上评价。'],
  }
}
