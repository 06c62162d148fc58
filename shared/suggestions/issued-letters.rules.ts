import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { fullDayWords } from '../core/local-time.ts'
import { answering, feedbackInForce, lettersInForce } from './answers.rules.ts'
import { LETTER_MISSING } from './imported.rules.ts'
import type { Feedback } from './judging.model.ts'
import { type LetterKind, type LetterMark, letterKinds } from './letters.words.ts'
import { type Handler, type Letter, type Matter, refuse } from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import { handlerParts } from './suggestions.words.ts'

/** Which letters there are of a suggestion: each is issued once, and stays what it is. */

/** A suggestion of which letters are printed. */
export interface Lettered {
  matter: Matter
  /** When it came in out of a list of an earlier year; null: it was dealt with here. */
  importedAt: EpochMs | null
}

export interface IssuedLetter {
  kind: LetterKind
  /** Tells it from others of its kind, whatever comes later. */
  key: string
  /** Its day, and the moment from which on its words stand. */
  at: EpochMs
  /** Whom it went to, or who wrote it. */
  departments: readonly string[]
  /** The answers that it is about. */
  letters: readonly Letter[]
  /** Nothing has taken its place. */
  inForce: boolean
  /** What keeps it from being an original; null: it is one. */
  mark: LetterMark | null
  /** Of a 征求意见表 that is filled in: what was said; absent: it is to be filled in. */
  said?: Feedback
}

/** Lists do not say who signed; whatever is signed here has somebody. */
const isRestored = ({ importedAt }: Lettered, { signer }: Letter): boolean =>
  importedAt !== null && signer === null
const hasWords = ({ text }: Letter): boolean => text !== LETTER_MISSING
const signedOn = ({ signedAt, proposedAt }: Letter): EpochMs => signedAt ?? proposedAt
export const lastDay = (letters: readonly Letter[]): EpochMs => Math.max(...letters.map(signedOn))

/** Who had it at a moment, as it was then. */
export const handlersAt = (
  { handlers, handlersBefore = [] }: Matter,
  at: EpochMs,
): readonly Handler[] => handlersBefore.find(({ until }) => at < until)?.handlers ?? handlers

/**
 * One for those whom it reached together: who came to it later has a letter of their own day. It counts
 * as long as somebody has it by that letter; it is there also when all of them have lost it. What a list of an
 * earlier year names was assigned elsewhere.
 */
function assignments({ matter, importedAt }: Lettered): IssuedLetter[] {
  if (importedAt !== null && matter.wentOn === undefined) return []
  const ever = [...(matter.handlersBefore ?? []).map((one) => one.handlers), matter.handlers].flat()
  const days = [...new Set(ever.map(({ assignedAt }) => assignedAt))].sort((a, b) => a - b)
  const elsewhere = matter.wentOn?.at ?? 0
  return days.flatMap((at): IssuedLetter[] => {
    if (at <= elsewhere) return []
    const departments = handlersAt(matter, at).flatMap((one) =>
      one.assignedAt === at ? [one.departmentId] : [],
    )
    const inForce = matter.handlers.some(({ assignedAt }) => assignedAt === at)
    return departments.length === 0
      ? []
      : [
          {
            kind: 'assignment',
            key: String(at),
            at,
            departments,
            letters: [],
            inForce,
            mark: null,
          },
        ]
  })
}

/** Each department's own paper, those that a later one of it has replaced, too. */
function answers(of: Lettered): IssuedLetter[] {
  const { matter } = of
  const counted = new Set(lettersInForce(matter))
  const signed = new Map<string, number>()
  return matter.letters
    .flatMap((letter): IssuedLetter[] => {
      const { departmentId, signedAt } = letter
      if (signedAt === null) return []
      // A department drafts one at a time, so its signed ones are in order, whatever others draft.
      const nth = (signed.get(departmentId) ?? 0) + 1
      signed.set(departmentId, nth)
      return [
        {
          kind: 'answer',
          key: `${departmentId}.${nth}`,
          at: signedAt,
          departments: [departmentId],
          letters: [letter],
          inForce: counted.has(letter),
          mark: isRestored(of, letter) ? 'restored' : null,
        },
      ]
    })
    .filter(({ letters }) => letters.every(hasWords))
    .sort((a, b) => a.at - b.at)
}

/**
 * One for all whose answers are judged now; an answer that stands is not judged once more. It comes
 * with the last of them, so it has that day: nobody writes down when it was handed over. Nobody was
 * asked by a form of ours about an answer that came out of a list. Once it is judged the blank one is
 * there still, and what counts is the one that says how.
 */
function opinions(of: Lettered): IssuedLetter[] {
  const { matter } = of
  const all = lettersInForce(matter)
  if (all.length === 0 || !all.every(hasWords)) return []
  const now = new Set(answering(matter).map(({ departmentId }) => departmentId))
  const judged = all.filter(({ departmentId }) => now.has(departmentId))
  const letters = judged.length === 0 ? all : judged
  const at = lastDay(letters)
  const blank = letters.some((letter) => isRestored(of, letter))
    ? []
    : [
        {
          ...opinionOn(letters, 'all'),
          inForce: (feedbackInForce(matter)?.at ?? 0) < at,
        },
      ]
  return [...blank, ...filledOpinions(of)]
}

const opinionOn = (letters: readonly Letter[], key: string): Omit<IssuedLetter, 'inForce'> => ({
  kind: 'opinion',
  key,
  at: lastDay(letters),
  departments: letters.map(({ departmentId }) => departmentId),
  letters,
  mark: null,
})

/** Each author's word in a form of its own, with the day of the form that it is said in. */
function filledOpinions(of: Lettered): IssuedLetter[] {
  const { matter } = of
  const counted = new Set(lettersInForce(matter))
  return matter.feedbacks.flatMap((said, n): IssuedLetter[] => {
    const letters = lettersJudged(matter, said)
    if (letters.length === 0 || !letters.every(hasWords)) return []
    if (letters.some((letter) => isRestored(of, letter))) return []
    const { representativeId: own, at } = said
    const later = matter.feedbacks.slice(n + 1).some((one) => one.representativeId === own)
    return [
      {
        ...opinionOn(letters, `${own}.${at}`),
        inForce: !later && letters.every((letter) => counted.has(letter)),
        said,
      },
    ]
  })
}

/** The answers that a word is about: those of its day that were judged in its round. */
function lettersJudged(matter: Matter, { at, round, apart }: Feedback): Letter[] {
  const those =
    apart?.map(({ departmentId }) => departmentId) ?? (round > 0 ? matter.again : undefined)
  return lettersInForce(matter, at).filter(
    ({ departmentId }) => those?.includes(departmentId) ?? true,
  )
}

const ISSUED = { assignment: assignments, answer: answers, opinion: opinions }

/** All that can be printed of one kind, the oldest first; no letter is made up for an answer that nobody has. */
export const lettersIssued = (of: Lettered, kind: LetterKind): IssuedLetter[] => ISSUED[kind](of)

/** Of one kind those that count. */
export const lettersCounted = (of: Lettered, kind: LetterKind): IssuedLetter[] =>
  lettersIssued(of, kind).filter(({ inForce }) => inForce)

const whyNotHere = {
  assignment: '这件是从往年的表导入的，不是在系统里交办的，交办单以存档的原件为准。',
  answer: '往年的表里没有答复原文，所以没有答复函；把原文补进表里再导入一次就有了。',
  opinion: '这件的答复是从往年的表导入的，不是在系统里征求意见的，征求意见表以存档的原件为准。',
} as const satisfies Record<LetterKind, string>

/** Why there is nothing to print yet; null: there is. */
export const whyNoLetter = (of: Lettered, kind: LetterKind): string | null =>
  lettersCounted(of, kind).length > 0
    ? null
    : of.importedAt !== null && (kind === 'assignment' || of.matter.wentOn === undefined)
      ? whyNotHere[kind]
      : kind === 'assignment'
        ? '还没有交办，交办以后才有交办单。'
        : `还没有签发的答复，签发以后才有${letterKinds[kind]}。`

/**
 * The one that somebody wants: by its key, else their own, else the only one that counts.
 * @param own the department that asks
 */
export function letterWanted(
  of: Lettered,
  kind: LetterKind,
  { key, own }: { key?: string | undefined; own?: string | undefined },
): IssuedLetter {
  const all = lettersIssued(of, kind)
  if (key !== undefined && all.length > 0)
    return all.find((one) => one.key === key) ?? refuse(suggestionErrors.letterUnknown, 'letter')
  const counted = all.filter(({ inForce }) => inForce)
  const theirs = counted.filter(({ departments }) => own && departments.includes(own))
  const [only, ...more] = theirs.length > 0 ? theirs : counted
  if (only === undefined) {
    const detail = whyNoLetter(of, kind)
    throw new Failure(suggestionErrors.noLetter, detail === null ? {} : { detail })
  }
  return more.length === 0 ? only : refuse(suggestionErrors.whichLetter, 'letter')
}

interface Names {
  department(id: string): string
  representative(id: string): string
}

/** What departments were called in a letter: as it was signed, else as it was assigned, else now. */
export const departmentIn =
  (
    matter: Matter,
    { letters, at }: IssuedLetter,
    { department }: Pick<Names, 'department'>,
  ): Names['department'] =>
  (id) =>
    [...letters, ...handlersAt(matter, at)].find(
      (one) => one.departmentId === id && one.departmentName !== undefined,
    )?.departmentName ?? department(id)

const togetherWords = ([first = '', ...more]: readonly string[]): string =>
  more.length === 0 ? first : `${first}等 ${more.length + 1} 家`

const opinionApart = ({ said }: IssuedLetter, names: Names): string =>
  said === undefined
    ? '空白'
    : `${names.representative(said.representativeId)}代表${fullDayWords(said.at)}的评价`

/** Of a 交办单 by which others have it still: who has it no more, or otherwise, and what became of them. */
function lostSince(matter: Matter, { kind, inForce, departments, at }: IssuedLetter) {
  if (kind !== 'assignment' || !inForce) return []
  const partIn = (handlers: readonly Handler[], own: string): Handler['part'] | undefined =>
    handlers.find(({ departmentId }) => departmentId === own)?.part
  return departments.flatMap((own): { own: string; now: string }[] => {
    const { handlers } = matter
    if (handlers.some((one) => one.departmentId === own && one.assignedAt === at)) return []
    const part = partIn(handlers, own)
    if (part === undefined) return [{ own, now: '不再办' }]
    return part === partIn(handlersAt(matter, at), own)
      ? [{ own, now: '重新交办' }]
      : [{ own, now: `改为${handlerParts[part]}` }]
  })
}

/** "其中住建局后来改为会办，公安局后来不再办"; nothing, where everybody has it as it says. */
function overWordsOf(issued: IssuedLetter, matter: Matter, names: Names): string[] {
  const over = lostSince(matter, issued)
  const nameOf = departmentIn(matter, issued, names)
  const said = [...new Set(over.map(({ now }) => now))].map((now) => {
    const those = over.filter((one) => one.now === now).map(({ own }) => nameOf(own))
    return `${those.join('、')}后来${now}`
  })
  return said.length === 0 ? [] : [`其中${said.join('，')}`]
}

/** What tells it from others of its kind, for people; nothing, where it is the only one. */
export function apartWords(issued: IssuedLetter, of: Lettered, names: Names): string[] {
  const { kind, departments, letters, at } = issued
  const overWords = overWordsOf(issued, of.matter, names)
  if (lettersIssued(of, kind).length < 2) return overWords
  if (kind === 'opinion') return [opinionApart(issued, names)]
  const day = fullDayWords(at)
  return [
    togetherWords(departments.map(departmentIn(of.matter, issued, names))),
    kind === 'answer' ? (letters[0]?.document ?? day) : day,
    ...overWords,
  ]
}
