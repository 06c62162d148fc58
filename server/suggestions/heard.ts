import {
  SUGGESTION_PUBLISHED,
  SUGGESTION_UNPUBLISHED,
} from '@mashang/shared/issues/clocks.words.ts'
import type { SuggestionCorrection } from '@mashang/shared/issues/suggested.words.ts'
import {
  lettersInForce,
  mainHandlers,
  saidOf,
  solvedOf,
} from '@mashang/shared/suggestions/answers.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import type { Decision, Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { awaitedDay, promisesOpen } from '@mashang/shared/suggestions/promises.rules.ts'
import type { AnswerClass } from '@mashang/shared/suggestions/suggestions.words.ts'
import { ownOutcome } from '@mashang/shared/suggestions/voters.words.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import type { SuggestionRecord } from './suggestions.store.ts'

/** What a voter's matter hears of a suggestion that it is behind. */
type Heard =
  | { type: 'issue.suggestion-withdrawn' | 'issue.suggestion-merged' }
  | { type: 'issue.suggestion-submitted'; joined?: true }
  | { type: 'issue.suggestion-assigned'; departments: string; again?: true }
  | { type: 'issue.suggestion-received'; departments: string }
  | {
      type: 'issue.suggestion-answered'
      class: string | null
      said?: string
      departments: string
      promisedFor?: number
    }
  | { type: 'issue.suggestion-declined'; why: string | null }
  | { type: 'issue.suggestion-unsatisfied'; next: string }
  | { type: 'issue.suggestion-settled'; promisedFor?: number }
  | { type: 'issue.suggestion-accepted'; accepted: boolean }
  | { type: 'issue.suggestion-corrected'; of: SuggestionCorrection }
  | { type: typeof SUGGESTION_PUBLISHED | typeof SUGGESTION_UNPUBLISHED }

/** What comes of itself: whoever was waited for has left office, or has not said a word. */
export type ByItself = 'author-left' | 'withdrawal-waits'

/** One fact for each matter behind a suggestion, told on its own timeline. */
export const heardOf = (
  record: Pick<SuggestionRecord, 'id' | 'representativeId'>,
  { type, ...said }: Heard,
  issueIds: readonly string[],
  { at, actor }: Pick<Fact, 'at' | 'actor'>,
): Fact[] =>
  issueIds.map((issueId) => ({
    at,
    type,
    actor,
    subject: { kind: 'issue', id: issueId },
    data: { suggestionId: record.id, representativeId: record.representativeId, ...said },
  }))

const words = (value: Decision['data'][string] | undefined): string | null =>
  typeof value === 'string' ? value : null

/** Whose answer it is: not of whoever still owes, by a day that was agreed, what is to come in its place. */
function answeredBy(matter: Matter): string {
  const letters = lettersInForce(matter).map(({ departmentId }) => departmentId)
  const owing = promisesOpen(matter).flatMap(({ agreed, departmentId }) =>
    agreed ? [departmentId] : [],
  )
  const told = letters.filter((one) => !owing.includes(one))
  return (told.length === 0 ? letters : told).join()
}

/** With the district's own words for the class, where it has some, and how far it is: no person's words. */
function answered(whole: string | null, matter: Matter): Heard {
  const said =
    whole === null ? null : ownOutcome(whole as AnswerClass, saidOf(matter), solvedOf(matter))
  const promisedFor = awaitedDay(matter)
  return {
    type: 'issue.suggestion-answered',
    class: whole,
    ...(said === null ? {} : { said }),
    departments: answeredBy(matter),
    ...(promisedFor === null ? {} : { promisedFor }),
  }
}

/** With the day that was agreed, as long as it is waited for; the words are the representative's. */
function settled(matter: Matter): Heard {
  const [first, ...more] = promisesOpen(matter).flatMap(({ agreed, until }) =>
    agreed ? [until] : [],
  )
  return {
    type: 'issue.suggestion-settled',
    ...(first === undefined ? {} : { promisedFor: Math.min(first, ...more) }),
  }
}

/** Who has to answer, as the voter is told it. */
const handlersOf = (matter: Matter): string =>
  mainHandlers(matter)
    .map(({ departmentId }) => departmentId)
    .join()

/** To whom it went; nothing where only others are to help. */
function assigned(before: Matter, matter: Matter): Heard | null {
  const [was, departments] = [handlersOf(before), handlersOf(matter)]
  if (departments === was || departments === '') return null
  return { type: 'issue.suggestion-assigned', departments, ...(was === '' ? {} : { again: true }) }
}

/** Only of who has to answer: whoever helps says nothing to the voter. */
function received(before: Matter, matter: Matter): Heard | null {
  const departments = mainHandlers(matter)
    .filter(({ departmentId, receivedAt }) =>
      mainHandlers(before).some(
        (one) =>
          one.departmentId === departmentId && one.receivedAt === null && receivedAt !== null,
      ),
    )
    .map(({ departmentId }) => departmentId)
    .join()
  return departments === '' ? null : { type: 'issue.suggestion-received', departments }
}

/**
 * What one step means for the voters behind it; nothing, of most. That it was sent they hear once,
 * however often it is returned and sent again; of one that was never sent they hear nothing. Where
 * it is merged, what they hear depends on the other one (`mustBeThere`).
 */
export function heardAfter(
  act: SuggestionCommand['act'] | ByItself | 'enter',
  before: Matter,
  { matter, data }: Decision,
): Heard | null {
  if (matter.state === 'withdrawn')
    return before.submittedAt === null ? null : { type: 'issue.suggestion-withdrawn' }
  // Of several that answer apart none is the answer; null: others still owe their part.
  const whole = words(data.whole)
  switch (act) {
    case 'submit':
    case 'confirm':
    case 'refuse':
    case 'send-on':
    case 'author-left':
      return data.submitted === true && before.submittedAt === null
        ? { type: 'issue.suggestion-submitted' }
        : null
    case 'assign':
    case 'reassign':
      return whole === null ? assigned(before, matter) : answered(whole, matter)
    case 'receive':
      return received(before, matter)
    case 'sign':
    case 'redeem':
      return whole === null ? null : answered(whole, matter)
    case 'rate': {
      const next = words(data.next)
      if (next !== null && next === data.was) return null
      if (next === 'redo' || next === 'mediation')
        return { type: 'issue.suggestion-unsatisfied', next }
      // They had heard that it was not good enough; that was put right.
      return next === 'closed' && (data.was === 'redo' || data.was === 'mediation')
        ? {
            type: 'issue.suggestion-corrected',
            of: data.was === 'mediation' ? 'mediated' : 'unsatisfied',
          }
        : null
    }
    case 'settle':
      return settled(matter)
    case 'accept':
      return { type: 'issue.suggestion-accepted', accepted: data.accepted === true }
    case 'resume':
      return { type: 'issue.suggestion-corrected', of: 'declined' }
    case 'publish':
      return { type: SUGGESTION_PUBLISHED }
    case 'unpublish':
    case 'mark-secret':
      return before.publishedAt === null ? null : { type: SUGGESTION_UNPUBLISHED }
    case 'decline':
      return { type: 'issue.suggestion-declined', why: words(data.why) }
    default:
      return null
  }
}

/** How it goes on after an answer that was not good enough. */
function afterIt({ state, matter }: SuggestionRecord): Heard[] {
  if (state === 'mediation') return [{ type: 'issue.suggestion-unsatisfied', next: 'mediation' }]
  if (matter.remarks.some(({ act }) => act === 'settle')) return [settled(matter)]
  // Also while the new answer is written, or nobody has taken it on yet.
  return matter.round > 0 && state !== 'answered' && state !== 'closed'
    ? [{ type: 'issue.suggestion-unsatisfied', next: 'redo' }]
    : []
}

/** Everybody may read every letter that counts: what was signed later has to be released again. */
const isReadWhole = ({ publishedAt, matter }: SuggestionRecord): boolean =>
  publishedAt !== null &&
  lettersInForce(matter).every(({ signedAt }) => (signedAt ?? 0) <= publishedAt)

/**
 * What the voters of some matters hear at once of a suggestion that they come to late.
 * @param merged by another one that was merged into it, whose sending they were told of
 */
export function caughtUp(
  record: SuggestionRecord,
  issueIds: readonly string[],
  fact: Pick<Fact, 'at' | 'actor'>,
  merged = false,
): Fact[] {
  const heard: Heard[] = []
  if (!merged && record.submittedAt !== null)
    heard.push({ type: 'issue.suggestion-submitted', joined: true })
  if (record.answeredAt !== null)
    heard.push(answered(record.class, record.matter), ...afterIt(record))
  else {
    if (merged) heard.push({ type: 'issue.suggestion-merged' })
    const departments = handlersOf(record.matter)
    if (departments !== '') heard.push({ type: 'issue.suggestion-assigned', departments })
  }
  if (isReadWhole(record)) heard.push({ type: SUGGESTION_PUBLISHED })
  return heard.flatMap((one) => heardOf(record, one, issueIds, fact))
}
