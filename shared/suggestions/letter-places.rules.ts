import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { handlersAt, type IssuedLetter, lastDay } from './issued-letters.rules.ts'
import { answerUntil } from './letter-terms.rules.ts'
import { type PlaceValues, paragraphsOf } from './letter-texts.rules.ts'
import { type Handler, joined, type Letter, type Matter } from './matter.rules.ts'
import { extensionsOf } from './more-time.rules.ts'
import { answerClasses, handlerParts, solvedWays } from './suggestions.words.ts'

/** Names that a letter says. */
export interface LetterNames {
  number: string
  office: string
  representative(id: string): string
  department(id: string): string
  /** Until when the answer is due; null where it cannot be counted yet. */
  dueAt: EpochMs | null
}

/** Who had joined it at a moment: whoever came with another one that was merged into it later had not. */
const joinedAt = (matter: Matter, at: EpochMs): string[] => [
  ...joined(matter)
    .filter(({ merged, askedAt }) => merged !== true || (askedAt !== null && askedAt <= at))
    .map(({ representativeId }) => representativeId),
  ...(matter.went ?? []).flatMap(({ representativeId, from, until }) =>
    from <= at && at < until ? [representativeId] : [],
  ),
]

/** Names of whoever made it: an answer may be addressed to each of them. */
export const authorNamesOf = (
  matter: Matter,
  at: EpochMs,
  names: Pick<LetterNames, 'representative'>,
): string[] => [
  ...[matter.representativeId, ...joinedAt(matter, at)].map(names.representative),
  ...(matter.attendee === undefined ? [] : [matter.attendee]),
]

/** "、王伟、赵芳代表附议"; nothing, of one alone. */
const together = (matter: Matter, at: EpochMs, names: LetterNames): string => {
  const others = joinedAt(matter, at).map(names.representative)
  return others.length === 0 ? '' : `、${others.join('、')}代表附议`
}

export const leadOf = (matter: Matter, names: LetterNames): string =>
  `${names.representative(matter.representativeId)}代表`

/** "李娜、王伟、赵芳代表": whom an answer is for, whoever joined it, too. */
export const allOf = (matter: Matter, at: EpochMs, names: LetterNames): string =>
  `${[matter.representativeId, ...joinedAt(matter, at)].map(names.representative).join('、')}代表`

/** "李娜代表提出、王伟代表附议" */
const handedInBy = (matter: Matter, at: EpochMs, names: LetterNames): string => {
  const lead = leadOf(matter, names)
  const by =
    matter.attendee === undefined ? `${lead}提出` : `列席人员${matter.attendee}提出、${lead}采纳`
  return `${by}${together(matter, at, names)}`
}

/** @param ids those of them; else everybody */
export const assignedTo = (
  handlers: readonly Handler[],
  names: Pick<LetterNames, 'department'>,
  ids?: readonly string[],
): string =>
  handlers
    .filter(({ departmentId }) => ids?.includes(departmentId) ?? true)
    .map(({ departmentId, part }) => `${names.department(departmentId)}（${handlerParts[part]}）`)
    .join('、')

/** Who wrote the answers, and who stood beside them: "住建局、公安局（会办）" */
export const handledBy = (
  matter: Matter,
  { letters, at }: IssuedLetter,
  names: LetterNames,
): string => {
  const wrote = letters.map(({ departmentId }) => departmentId)
  const beside = handlersAt(matter, at).filter(
    ({ departmentId, part }) => part === 'co' && !wrote.includes(departmentId),
  )
  return [
    ...wrote.map(names.department),
    ...(beside.length === 0 ? [] : [assignedTo(beside, names)]),
  ].join('、')
}
export const answerDay = (letters: readonly Letter[]): string => fullDayWords(lastDay(letters))

/** How a class was said in an earlier year is in no list. */
const classSaid = ({ class: of, said }: Letter, restored: boolean): string =>
  said === undefined && restored ? `${of} 类` : `${of} 类（${said ?? answerClasses[of]}）`

const solved = (letter: Letter, restored: boolean): string =>
  `${classSaid(letter, restored)}${
    letter.solved === undefined ? '' : `；这一件：${solvedWays[letter.solved]}`
  }。${letter.promisedFor === null ? '' : `承诺于${fullDayWords(letter.promisedFor - 1)}前办结。`}`

/**
 * The deadline as the 交办单 set it: what was granted later is not in it. Of an extension from before
 * its deadline was kept nobody knows the first one any more, so the present one is said.
 */
function dueSaid(matter: Matter, issued: IssuedLetter, { dueAt }: LetterNames): string {
  const { decidedAt, dueBefore } =
    extensionsOf(matter).find((one) => one.decidedAt !== undefined) ?? {}
  const known = decidedAt !== undefined && issued.at <= decidedAt ? (dueBefore ?? null) : dueAt
  const due = answerUntil(matter, issued) ?? known
  return due === null ? '法定期限内' : `${fullDayWords(due - 1)}前`
}

/** Who watches it, where that was said before the letter; whose mark was taken away is kept by nobody. */
const watchedBy = ({ key }: Matter, at: EpochMs): string | null =>
  key && key.at <= at ? `${key.post}${key.leader}` : null

/** What the named places of a template say in one letter. */
export function placesOf(matter: Matter, issued: IssuedLetter, names: LetterNames): PlaceValues {
  const { kind, at, letters, mark } = issued
  const restored = mark === 'restored'
  const handlers = handlersAt(matter, at)
  const namesOf = (co: boolean): string[] =>
    handlers.flatMap(({ departmentId, part }) =>
      (part === 'co') === co ? [names.department(departmentId)] : [],
    )
  const [main, co] = [namesOf(false), namesOf(true)]
  const [only, ...more] = letters
  const alone = only === undefined || more.length > 0 ? null : only
  // Letters from before departments gave their own numbers have this one above their title.
  const numberAbove =
    mark !== 'preview' && letters.length > 0 && letters.every((one) => one.document === undefined)
  // A list that names one day only stands for both; which of them it was nobody knows.
  const dayless = restored && matter.firstAssignedAt === matter.submittedAt
  return {
    建议编号: numberAbove ? null : names.number,
    标题: matter.title,
    领衔代表: leadOf(matter, names),
    提出情况: handedInBy(matter, at, names),
    建议内容: paragraphsOf(matter.text),
    承办单位: assignedTo(handlers, names),
    主办单位: main.join('、'),
    会办单位: co.length === 0 ? null : co.join('、'),
    // The department's own day; the months of an answer count from the first one.
    交办日期: dayless
      ? null
      : fullDayWords(kind === 'assignment' ? at : (matter.firstAssignedAt ?? at)),
    答复期限: dueSaid(matter, issued, names),
    督办领导: watchedBy(matter, at),
    答复内容: letters.flatMap(({ text }) => paragraphsOf(text)),
    答复日期: letters.length === 0 ? '' : answerDay(letters),
    发文字号: alone?.document ?? null,
    类别: alone === null ? null : `${alone.class} 类`,
    解决程度: alone === null ? null : solved(alone, restored),
    代表工委: names.office,
  }
}
