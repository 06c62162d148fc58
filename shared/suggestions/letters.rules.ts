import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { answering, lettersInForce } from './answers.rules.ts'
import { LETTER_MISSING } from './imported.rules.ts'
import {
  answerDay,
  assignedTo,
  type LetterNames,
  leadOf,
  placesOf,
  writersOf,
} from './letter-places.rules.ts'
import { filledLetter } from './letter-texts.rules.ts'
import { type LetterTexts, STANDARD_LETTERS } from './letter-texts.words.ts'
import { type LetterKind, letterKinds } from './letters.words.ts'
import type { Letter, Matter } from './matter.rules.ts'

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
  /** In the middle; with a signer at the left, and the signer beside it. */
  number: string | null
  signer: string | null
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

/** GB/T 9704: "附件：1. 现场照片", the next ones under it; one alone has no number. */
function enclosuresOf(files: readonly { name: string }[] | undefined): string[] {
  const names = (files ?? []).map(({ name }) => name.replace(/\.[^.]*$/u, ''))
  if (names.length < 2) return names.map((name) => `附件：${name}`)
  return names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${i + 1}. ${name}`)
}

const boxes = '□ 满意　□ 基本满意　□ 不满意'

/** From when on its words stand: a template that changes later leaves an issued letter alone. */
export const issuedAt = (matter: Matter, kind: LetterKind, now: EpochMs): EpochMs =>
  kind === 'assignment'
    ? (matter.firstAssignedAt ?? now)
    : Math.max(...lettersInForce(matter).map(({ signedAt, proposedAt }) => signedAt ?? proposedAt))

/**
 * The words of a letter; of several departments the answers stand one after another.
 * @param texts how the district words its letters
 */
export function letterOf(
  matter: Matter,
  kind: LetterKind,
  names: LetterNames,
  now: EpochMs,
  texts: LetterTexts = STANDARD_LETTERS,
): LetterWords {
  const letters = kind === 'assignment' ? [] : lettersInForce(matter)
  const lead = leadOf(matter, names)
  const places = placesOf(matter, letters, names)
  const titled = { ...places, 建议编号: names.number }
  const base = {
    name: `${letterKinds[kind]}（${names.number}）`,
    number: names.number,
    signer: null,
    title: filledLetter(texts[`${kind}Title`], titled).join(''),
    to: lead,
    paragraphs: filledLetter(texts[`${kind}Body`], kind === 'answer' ? places : titled),
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
      to: assignedTo(matter, names),
      date: fullDayWords(matter.firstAssignedAt ?? now),
      enclosures: enclosuresOf(matter.files),
    }
  if (kind === 'answer') return { ...base, ...answerParts(letters, base.paragraphs, names) }
  return {
    ...base,
    table: opinionForm(matter, letters, names),
    after: filledLetter(texts.opinionAfter, titled),
  }
}

/** What is the departments' own in an answer: number and signer above (7.2.5, 7.2.6), name and day below. */
function answerParts(
  letters: readonly Letter[],
  paragraphs: readonly string[],
  names: LetterNames,
): Pick<
  LetterWords,
  'number' | 'signer' | 'paragraphs' | 'signature' | 'date' | 'enclosures' | 'issued'
> {
  const by = writersOf(letters, names)
  const on = answerDay(letters)
  const [only] = letters
  const numbered = letters.length === 1 ? only?.document : undefined
  return {
    number: numbered ?? `建议编号：${names.number}`,
    signer: numbered === undefined ? null : (only?.signerName ?? only?.signer ?? null),
    paragraphs: [
      ...paragraphs,
      ...(letters.length === 1 && numbered === undefined ? [`签发：${only?.signer ?? ''}`] : []),
    ],
    signature: by,
    date: on,
    enclosures: enclosuresOf(letters.flatMap(({ files }) => files ?? [])),
    issued: { by, on: `${on}印发` },
  }
}

/** The form on which a representative says what they think of the answers. */
function opinionForm(matter: Matter, letters: readonly Letter[], names: LetterNames): LetterTable {
  const label = (text: string): LetterCell => ({ text, label: true })
  // What is judged now; an answer that stands is not judged once more.
  const judged = letters.filter(({ departmentId }) =>
    answering(matter).some((one) => one.departmentId === departmentId),
  )
  const asked = judged.length === 0 ? letters : judged
  const classes = asked.map((one) => `${one.class} 类`).join('、')
  const question = (words: string): LetterTable['rows'] =>
    asked.length < 2
      ? [{ lines: 1, cells: [label(words), { text: boxes, across: 3 }] }]
      : asked.map(({ departmentId }) => ({
          lines: 2,
          cells: [label(words), { text: `${names.department(departmentId)}：${boxes}`, across: 3 }],
        }))
  return {
    columns: [32, 52, 32, 40],
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
      { lines: 1, cells: [label('承办单位'), { text: writersOf(asked, names), across: 3 }] },
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
  }
}
