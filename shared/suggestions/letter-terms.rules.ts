import { type EpochMs, toIso } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { handlersAt, type IssuedLetter } from './issued-letters.rules.ts'
import type { LetterCell, LetterTable } from './letters.rules.ts'
import type { Handler, Matter } from './matter.rules.ts'
import { earliestEnd, legalMaximum, type Span } from './periods.rules.ts'
import type { SuggestionClock } from './suggestions.words.ts'
import { uncountedWords } from './uncounted.rules.ts'

/** The days that a 交办单 names: those of the clocks that began with it. */

type Term = NonNullable<Handler['terms']>[number]

const TERMS = [
  ['return', '退回期限'],
  ['contact', '沟通期限'],
  ['opinion', '会办意见期限'],
  ['answer', '答复期限'],
] as const satisfies readonly (readonly [SuggestionClock, string])[]

/** "5 个工作日"; of an answer also whether the law gives it, the district, or an extension. */
function spanSaid(clock: SuggestionClock, { unit, count }: Span): string {
  if (unit !== 'month') return `${count} 个工作日`
  const span = `${count} 个月`
  if (clock !== 'answer') return span
  if (count > legalMaximum.answerMonths) return `同意延期后共 ${span}`
  return `${count === legalMaximum.answerMonths ? '法定' : '本区定'} ${span}`
}

/** Months of the answer count from the first assignment, everything else from the day of the letter. */
const startOf = ({ firstAssignedAt }: Matter, clock: SuggestionClock, at: EpochMs): EpochMs =>
  clock === 'answer' ? (firstAssignedAt ?? at) : at

/** Without the year's table a month still ends no earlier than that; working days end nobody knows when. */
function termSaid(matter: Matter, { clock, span, until }: Term, at: EpochMs): string {
  if (until !== null) return `${fullDayWords(until - 1)}前（${spanSaid(clock, span)}）`
  const earliest = earliestEnd(startOf(matter, clock, at), span)
  return earliest === null
    ? `${spanSaid(clock, span)}内`
    : `${uncountedWords({ earliestAt: toIso(earliest) })}（${spanSaid(clock, span)}）`
}

/** Of those whom one letter reached together the same. */
const termsOf = (matter: Matter, { departments, at }: IssuedLetter): Map<SuggestionClock, Term> =>
  new Map(
    handlersAt(matter, at)
      .filter(({ departmentId }) => departments.includes(departmentId))
      .flatMap(({ terms = [] }) => terms.map((term) => [term.clock, term] as const)),
  )

/** Until when its answer was due on the day of the letter; null: the letter is older than such days, or for others. */
export const answerUntil = (matter: Matter, issued: IssuedLetter): number | null =>
  termsOf(matter, issued).get('answer')?.until ?? null

/** The days in a form of their own; null: the letter is older than they are. */
export function termsTable(matter: Matter, issued: IssuedLetter): LetterTable | null {
  const terms = termsOf(matter, issued)
  if (terms.size === 0) return null
  const row = (label: string, text: string): { lines: number; cells: LetterCell[] } => ({
    lines: 1,
    cells: [{ text: label, label: true }, { text }],
  })
  return {
    columns: [44, 112],
    rows: [
      row('交办日期', fullDayWords(issued.at)),
      ...TERMS.flatMap(([clock, label]) => {
        const term = terms.get(clock)
        return term === undefined ? [] : [row(label, termSaid(matter, term, issued.at))]
      }),
    ],
  }
}
