import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { DAY, type EpochMs } from '../core/clock.ts'
import { localDay } from '../core/local-time.ts'
import { answering, feedbackInForce, lettersInForce, lettersNow } from './answers.rules.ts'
import type { Attachment } from './attachments.model.ts'
import { attachmentsOf } from './attachments.rules.ts'
import type { CommandOf } from './commands.model.ts'
import type { Feedback, PaperWord } from './judging.model.ts'
import { type ClockChange, joined, type Matter, refuse, type Surroundings } from './matter.rules.ts'
import { spanEnd, workingDays } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/**
 * 征求意见表 on paper, entered by the office for an author who serves. Its author is told, and has the
 * days of a judgement to say it themselves: that takes the place of the paper, and of what followed
 * from it, as long as nobody has worked on that.
 */

/** Whose papers the office may enter: of those who wrote it, whoever serves. */
export const authorsOnPaper = (matter: Matter, gone: readonly string[]): string[] =>
  [
    matter.representativeId,
    ...joined(matter).flatMap((one) => (one.confirmedAt === null ? [] : [one.representativeId])),
  ].filter((id) => !gone.includes(id))

/** Whether what followed from a word that decided can still be taken back. */
function canGoBack({ state, round, letters, endedAt, remarks }: Matter, word: Feedback): boolean {
  // Not where something else has ended it since.
  if (state === 'closed') return endedAt === word.at && !remarks.some(({ act }) => act === 'settle')
  if (state === 'mediation') return round === word.round
  return (
    state === 'redo' &&
    round === word.round + 1 &&
    !letters.some((one) => one.round === round && !one.redeems)
  )
}

/** What was entered for somebody that a later word of theirs may still replace; null: nothing. */
export function replaceable(matter: Matter, own: string, now: EpochMs): Feedback | null {
  const word = matter.feedbacks.findLast(({ representativeId }) => representativeId === own)
  if (word?.paper === undefined || now > word.paper.until) return null
  const holds =
    feedbackInForce(matter) === word ? canGoBack(matter, word) : word.round === matter.round
  return holds ? word : null
}

/** As it was before a word was entered, and what of the clocks goes back with that. */
export function withoutWord(
  matter: Matter,
  word: Feedback,
  now: EpochMs,
): { matter: Matter; clocks: ClockChange[] } {
  const decided = feedbackInForce(matter) === word
  const kept: Matter = {
    ...matter,
    feedbacks: matter.feedbacks.filter((one) => one !== word),
    replaced: [...(matter.replaced ?? []), word],
  }
  if (!decided) return { matter: kept, clocks: [] }
  const { again: _, ...whole } = kept
  const before: Matter = { ...kept, state: 'answered', endedAt: null }
  if (matter.state !== 'redo') return { matter: before, clocks: [] }
  const asked = new Set(answering(matter).map(({ departmentId }) => departmentId))
  return {
    // Only the first answer is done once more, so there was nobody in particular before.
    matter: { ...whole, state: 'answered', endedAt: null, round: word.round },
    clocks: [
      ...[...asked].map((owner): ClockChange => ({ kind: 'stop', clock: 'answer', owner })),
      // What the bad word had taken the place of is promised again.
      ...lettersInForce(matter).flatMap(({ departmentId, promisedFor }): ClockChange[] =>
        promisedFor === null || !asked.has(departmentId)
          ? []
          : [
              {
                kind: 'start',
                clock: 'promise',
                owner: { kind: 'department', id: departmentId },
                from: now,
                span: { unit: 'date', count: promisedFor },
              },
            ],
      ),
    ],
  }
}

/** Until when somebody may say it otherwise than it was entered for them: as long as they would judge. */
export function sayOtherwiseUntil({
  now,
  periods: { feedbackDays },
  calendar,
}: Pick<Surroundings, 'now' | 'periods' | 'calendar'>): EpochMs {
  // A year without a table of holidays leaves nothing open for ever.
  return Math.min(
    spanEnd(now, workingDays(feedbackDays), calendar),
    now + (2 * feedbackDays + 14) * DAY,
  )
}

/** What the office enters of a paper: whose it is, its day, and its scan. */
export function paperOf(
  matter: Matter,
  { paper, files }: CommandOf<'rate'>,
  around: Surroundings,
): { paper: PaperWord; files: readonly Attachment[] } {
  const { now, gone, atHand } = around
  if (paper === undefined) return refuse(suggestionErrors.notNow)
  if (!authorsOnPaper(matter, gone).includes(paper.of))
    refuse(suggestionErrors.paperAuthor, 'paper.of')
  const signed = dayOfIso(paper.signedOn)
  const answered = Math.max(0, ...lettersNow(matter).map(({ signedAt }) => signedAt ?? 0))
  if (signed > localDay(now) || signed < localDay(answered))
    refuse(suggestionErrors.paperDay, 'paper.signedOn')
  return {
    paper: { signedOn: paper.signedOn, until: sayOtherwiseUntil(around) },
    files: attachmentsOf(files, [], atHand),
  }
}
