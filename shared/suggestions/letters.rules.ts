import { fullDayWords } from '../core/local-time.ts'
import {
  apartWords,
  departmentIn,
  handlersAt,
  type IssuedLetter,
  type Lettered,
} from './issued-letters.rules.ts'
import { answerLetter } from './letter-openings.rules.ts'
import { judgeOf, opinionForm } from './letter-opinions.rules.ts'
import {
  allOf,
  assignedTo,
  authorNamesOf,
  type LetterNames,
  leadOf,
  placesOf,
} from './letter-places.rules.ts'
import { termsTable } from './letter-terms.rules.ts'
import { filledLetter } from './letter-texts.rules.ts'
import { type LetterTexts, STANDARD_LETTERS } from './letter-texts.words.ts'
import { type LetterMark, letterKinds, letterMarks } from './letters.words.ts'
import type { Letter } from './matter.rules.ts'

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
  rows: readonly {
    cells: readonly LetterCell[]
    lines: number
    /** How few lines would do, where the form goes on one page then. */
    least?: number
  }[]
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
  /** 附注 of an answer: whom to ask about it; absent: nobody was named. */
  contact?: string
  /** 版记: who else gets it, who printed it, and when; null: nobody has printed it. */
  issued: { copies?: string; by: string; on: string } | null
}

/** GB/T 9704: "附件：1. 现场照片", the next ones under it; one alone has no number. */
function enclosuresOf(files: readonly { name: string }[] | undefined): string[] {
  const names = (files ?? []).map(({ name }) => name.replace(/\.[^.]*$/u, ''))
  if (names.length < 2) return names.map((name) => `附件：${name}`)
  return names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${i + 1}. ${name}`)
}

/** A template says 你单位; of a letter that several get together it is 你们单位. */
const spokenTo = (template: string, { kind, departments }: IssuedLetter): string =>
  kind === 'assignment' && departments.length > 1
    ? template.replaceAll('你单位', '你们单位')
    : template

/** Whoever stays keeps an earlier 交办单, which names others: the new one says who handles it instead. */
function insteadWords({ matter }: Lettered, { at }: IssuedLetter, names: LetterNames): string[] {
  const before = matter.handlersBefore?.find(({ until }) => until === at)?.handlers ?? []
  const now = handlersAt(matter, at)
  const elsewhere = matter.wentOn?.at ?? 0
  const earlier = before.filter(({ assignedAt }) => assignedAt > elsewhere)
  if (!earlier.some((one) => now.some(({ departmentId }) => departmentId === one.departmentId)))
    return []
  const days = [...new Set(earlier.map(({ assignedAt }) => fullDayWords(assignedAt)))]
  return [
    `承办单位有调整，现为${assignedTo(now, names)}；${days.join('、')}的交办单中写的承办单位，以本单为准。`,
  ]
}

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
  const { kind, said } = issued
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
    paragraphs:
      kind === 'answer' ? [] : filledLetter(spokenTo(texts[`${kind}Body`], issued), titled),
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
      paragraphs: [...base.paragraphs, ...insteadWords(of, issued, names)],
      to: assignedTo(handlersAt(matter, issued.at), names, issued.departments),
      table: termsTable(matter, issued),
      enclosures: enclosuresOf(matter.files),
    }
  const [only] = issued.letters
  if (kind === 'answer' && only !== undefined) {
    const authors = authorNamesOf(matter, issued.at, names)
    const answer = answerLetter(texts.answerBody, places, names.number, authors)
    const parts = answerParts(only, answer.paragraphs, day, names, issued.mark)
    const copies = copiesWords(filledLetter(texts.answerCopies, titled).join(''))
    return {
      ...base,
      ...parts,
      issued: parts.issued && { ...copies, ...parts.issued },
      ...contactWords(only),
      to: answer.to ?? allOf(matter, issued.at, names),
    }
  }
  return {
    ...base,
    ...(said === undefined ? {} : { to: judgeOf(said, matter, names) }),
    table: opinionForm(matter, issued, names),
    after: filledLetter(texts.opinionAfter, titled),
  }
}

/** 7.4.2: who else gets it, closed by a full stop; nothing, where nobody does. */
const copiesWords = (names: string): Pick<NonNullable<LetterWords['issued']>, 'copies'> => {
  const whole = names.replace(/^抄送[：:]/u, '').replace(/[。.；;]+$/u, '')
  return whole === '' ? {} : { copies: `抄送：${whole}。` }
}

/** Where no number says that it was issued, who signed stands below the words. */
export const signedWords = ({ signer }: Letter): string => `签发：${signer ?? ''}`

/** "（联系人：张敏，电话：0000-1234567）"; nothing, where neither was said. */
function contactWords({ contactPerson, contactPhone }: Letter): Pick<LetterWords, 'contact'> {
  const said = [
    ...(contactPerson === undefined ? [] : [`联系人：${contactPerson}`]),
    ...(contactPhone === undefined ? [] : [`电话：${contactPhone}`]),
  ]
  return said.length === 0 ? {} : { contact: `（${said.join('，')}）` }
}

/**
 * What is the department's own in an answer: number and signer above (7.2.5, 7.2.6), name and day below.
 * Who signed one that is restored, and who printed it when, was written down by nobody.
 */
function answerParts(
  letter: Letter,
  paragraphs: readonly string[],
  day: string,
  names: LetterNames,
  mark: LetterMark | null,
): Pick<LetterWords, 'number' | 'signer' | 'paragraphs' | 'signature' | 'enclosures' | 'issued'> {
  const { departmentId, document, signer, signerName, files } = letter
  const by = names.department(departmentId)
  const numbered = document !== undefined
  return {
    number: document ?? (mark === 'preview' ? null : `建议编号：${names.number}`),
    signer: numbered ? (signerName ?? signer) : null,
    paragraphs: [...paragraphs, ...(numbered || mark !== null ? [] : [signedWords(letter)])],
    signature: by,
    enclosures: enclosuresOf(files),
    issued: mark === 'restored' ? null : { by, on: `${day}印发` },
  }
}
