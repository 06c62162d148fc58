import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { answering, lettersInForce } from './answers.rules.ts'
import { LETTER_MISSING } from './imported.rules.ts'
import { type LetterKind, letterKinds } from './letters.words.ts'
import { joined, type Letter, type Matter } from './matter.rules.ts'
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

const TALK = '答复前应当和代表沟通；代表的联系方式请向我委索取。'

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
  /** 附件说明: what comes along, line by line. */
  enclosures: string[]
  signature: string
  date: string
  /** 附注, below the date; null: nothing. */
  note: string | null
  /** 版记: who printed it, and when. */
  issued: { by: string; on: string }
}

/** Whether there is anything to print yet; no letter is made up for an answer that nobody has. */
export const hasLetter = (matter: Matter, kind: LetterKind): boolean => {
  if (kind === 'assignment') return matter.handlers.length > 0
  const answers = lettersInForce(matter)
  return answers.length > 0 && answers.every(({ text }) => text !== LETTER_MISSING)
}

/** Why there is nothing to print yet; null: there is. */
export const whyNoLetter = (matter: Matter, kind: LetterKind): string | null =>
  hasLetter(matter, kind)
    ? null
    : kind === 'assignment'
      ? '还没有交办，交办以后才有交办单。'
      : lettersInForce(matter).length > 0
        ? `往年的表里没有答复原文，所以没有${letterKinds[kind]}；把原文补进表里再导入一次就有了。`
        : `还没有签发的答复，签发以后才有${letterKinds[kind]}。`

const paragraphsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** GB/T 9704: "附件：1. 现场照片", the next ones under it; one alone has no number. */
function enclosuresOf(files: readonly { name: string }[] | undefined): string[] {
  const names = (files ?? []).map(({ name }) => name.replace(/\.[^.]*$/u, ''))
  if (names.length < 2) return names.map((name) => `附件：${name}`)
  return names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${i + 1}. ${name}`)
}

/** "、王伟、赵芳代表附议"; nothing, of one alone. */
const together = (matter: Matter, names: LetterNames): string => {
  const others = joined(matter).map(({ representativeId }) =>
    names.representative(representativeId),
  )
  return others.length === 0 ? '' : `、${others.join('、')}代表附议`
}

const writers = (letters: readonly Letter[], names: LetterNames): string =>
  letters.map(({ departmentId }) => names.department(departmentId)).join('、')
const answerDay = (letters: readonly Letter[]): string =>
  fullDayWords(Math.max(...letters.map((one) => one.signedAt ?? one.proposedAt)))

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
    enclosures: [],
    signature: names.office,
    date: fullDayWords(now),
    note: matter.secret ? '（此件不公开）' : null,
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
      enclosures: enclosuresOf(matter.files),
      paragraphs: [
        `现将${matter.attendee === undefined ? `${lead}提出` : `列席人员${matter.attendee}提出、${lead}采纳`}${together(matter, names)}的《${matter.title}》交你单位办理。`,
        ...paragraphsOf(matter.text),
        names.dueAt === null
          ? `请在法定期限内答复代表，${TALK}`
          : `请于${fullDayWords(names.dueAt - 1)}前答复代表，${TALK}`,
        ...(matter.key
          ? [`这件列为重点督办建议，由${matter.key.post}${matter.key.leader}督办。`]
          : []),
        '认为不属于本单位职责的，请在规定的期限内向我们说明理由，不得自行转交。',
      ],
    }
  const letters = lettersInForce(matter)
  const answeredBy = writers(letters, names)
  const answeredOn = answerDay(letters)
  if (kind === 'answer')
    return {
      ...base,
      // A department's own number is its own to give.
      number: `建议编号：${names.number}`,
      title: `关于对《${matter.title}》的答复`,
      to: lead,
      signature: answeredBy,
      date: answeredOn,
      enclosures: enclosuresOf(letters.flatMap(({ files }) => files ?? [])),
      issued: { by: answeredBy, on: `${answeredOn}印发` },
      paragraphs: letters.flatMap((one) => [
        ...(letters.length > 1 ? [`${names.department(one.departmentId)}：`] : []),
        ...paragraphsOf(one.text),
        `解决程度：${one.class} 类（${one.said ?? answerClasses[one.class]}）。${
          one.promisedFor === null ? '' : `答应于${fullDayWords(one.promisedFor - 1)}前办成。`
        }`,
        `签发：${one.signer ?? ''}`,
      ]),
    }
  const label = (text: string): LetterCell => ({ text, label: true })
  // What is judged now; an answer that stands is not judged once more.
  const judged = letters.filter(({ departmentId }) =>
    answering(matter).some((one) => one.departmentId === departmentId),
  )
  const asked = judged.length === 0 ? letters : judged
  const classes = asked.map((one) => `${one.class} 类`).join('、')
  const question = (words: string): NonNullable<LetterWords['table']>['rows'] =>
    asked.length < 2
      ? [{ lines: 1, cells: [label(words), { text: boxes, across: 3 }] }]
      : asked.map(({ departmentId }) => ({
          lines: 2,
          cells: [label(words), { text: `${names.department(departmentId)}：${boxes}`, across: 3 }],
        }))
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
        { lines: 1, cells: [label('承办单位'), { text: writers(asked, names), across: 3 }] },
        {
          lines: 1,
          cells: [
            label('答复日期'),
            { text: answerDay(asked) },
            label('解决程度'),
            { text: classes },
          ],
        },
        ...question('对办理态度'),
        ...question('对办理结果'),
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
