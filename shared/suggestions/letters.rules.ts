import { fullDayWords } from '../core/local-time.ts'
import {
  apartWords,
  departmentIn,
  handlersAt,
  type IssuedLetter,
  type Lettered,
} from './issued-letters.rules.ts'
import { answerLetter } from './letter-openings.rules.ts'
import {
  answerDay,
  assignedTo,
  authorNamesOf,
  type LetterNames,
  leadOf,
  placesOf,
  writersOf,
} from './letter-places.rules.ts'
import { termsTable } from './letter-terms.rules.ts'
import { filledLetter } from './letter-texts.rules.ts'
import { type LetterTexts, STANDARD_LETTERS } from './letter-texts.words.ts'
import { type LetterMark, letterKinds, letterMarks } from './letters.words.ts'
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
  /** Above everything: what keeps it from being taken for an original; null: it is one. */
  mark: string | null
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
  /** 版记: who printed it, and when; null: nobody has. */
  issued: { by: string; on: string } | null
}

/** GB/T 9704: "附件：1. 现场照片", the next ones under it; one alone has no number. */
function enclosuresOf(files: readonly { name: string }[] | undefined): string[] {
  const names = (files ?? []).map(({ name }) => name.replace(/\.[^.]*$/u, ''))
  if (names.length < 2) return names.map((name) => `附件：${name}`)
  return names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${i + 1}. ${name}`)
}

const boxes = '□ 满意　□ 基本满意　□ 不满意'

/**
 * The words of a letter, as it was issued: it has its own day, whenever it is printed again.
 * @param texts how the district words its letters
 */
export function letterOf(
  of: Lettered,
  issued: IssuedLetter,
  known: LetterNames,
  texts: LetterTexts = STANDARD_LETTERS,
): LetterWords {
  const { matter } = of
  const { kind } = issued
  const names = { ...known, department: departmentIn(matter, issued, known) }
  const places = placesOf(matter, issued, names)
  const titled = { ...places, 建议编号: names.number }
  const day = fullDayWords(issued.at)
  const apart = [
    names.number,
    ...apartWords(issued, of, names),
    ...(issued.mark === null ? [] : [letterMarks[issued.mark].short]),
  ]
  const base = {
    // It becomes the name of a file.
    name: `${letterKinds[kind]}（${apart.join('，')}）`.replaceAll(/[\\/]/g, '、'),
    mark: issued.mark === null ? null : letterMarks[issued.mark].words,
    number: names.number,
    signer: null,
    title: filledLetter(texts[`${kind}Title`], titled).join(''),
    to: leadOf(matter, names),
    paragraphs: kind === 'answer' ? [] : filledLetter(texts[`${kind}Body`], titled),
    table: null,
    after: [],
    enclosures: [],
    signature: names.office,
    date: day,
    note: matter.secret ? '（此件不公开）' : null,
    issued: { by: names.office, on: `${day}印发` },
  }
  if (kind === 'assignment')
    return {
      ...base,
      to: assignedTo(handlersAt(matter, issued.at), names, issued.departments),
      table: termsTable(matter, issued),
      enclosures: enclosuresOf(matter.files),
    }
  const [only] = issued.letters
  if (kind === 'answer' && only !== undefined) {
    const authors = authorNamesOf(matter, issued.at, names)
    const said = answerLetter(texts.answerBody, places, names.number, authors)
    const parts = answerParts(only, said.paragraphs, day, names, issued.mark)
    return { ...base, ...parts, to: said.to ?? base.to }
  }
  return {
    ...base,
    table: opinionForm(matter, issued.letters, names),
    after: filledLetter(texts.opinionAfter, titled),
  }
}

/**
 * What is the department's own in an answer: number and signer above (7.2.5, 7.2.6), name and day below.
 * Who signed one that is restored, and who printed it when, was written down by nobody.
 */
function answerParts(
  { departmentId, document, signer, signerName, files }: Letter,
  paragraphs: readonly string[],
  day: string,
  names: LetterNames,
  mark: LetterMark | null,
): Pick<LetterWords, 'number' | 'signer' | 'paragraphs' | 'signature' | 'enclosures' | 'issued'> {
  const by = names.department(departmentId)
  const numbered = document !== undefined
  return {
    number: document ?? (mark === 'preview' ? null : `建议编号：${names.number}`),
    signer: numbered ? (signerName ?? signer) : null,
    paragraphs: [...paragraphs, ...(numbered || mark !== null ? [] : [`签发：${signer ?? ''}`])],
    signature: by,
    enclosures: enclosuresOf(files),
    issued: mark === 'restored' ? null : { by, on: `${day}印发` },
  }
}

/** The form on which a representative says what they think of the answers. */
function opinionForm(matter: Matter, asked: readonly Letter[], names: LetterNames): LetterTable {
  const label = (text: string): LetterCell => ({ text, label: true })
  const classes = asked.map((one) => `${one.class} 类`).join('、')
  const question = (words: string): LetterTable['rows'] =>
    asked.length < 2
      ? [{ lines: 1, cells: [label(words), { text: boxes, across: 3 }] }]
      : asked.map(({ departmentId }) => ({
          lines: 2,
          cells: [label(words), { text: `${names.department(departmentId)}：${boxes}`, across: 3 }],
        }))
  return {
    columns: [30, 60, 26, 40],
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
