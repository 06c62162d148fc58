import { DAY, type EpochMs } from '../core/clock.ts'
import { redoClocks } from './answering.rules.ts'
import {
  answerersOf,
  answering,
  feedbackInForce,
  lettersInForce,
  overall,
  toldBetween,
  worstOf,
} from './answers.rules.ts'
import type { CommandOf } from './commands.model.ts'
import type { Feedback, PartJudgement } from './judging.model.ts'
import {
  type ClockChange,
  type Decision,
  joined,
  type Matter,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { authorsOnPaper, paperOf, replaceable, withoutWord } from './paper.rules.ts'
import { speaksForAuthors } from './speaking.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

const OFFICE_PARTY: Party = { kind: 'office' }

/** How long after it ended whoever co-signed may still say their word. */
const LATE_WORD = 30 * DAY

/**
 * Whether words on the answer are taken: as long as it is open, and for a while after it has ended
 * where somebody has judged this round. What is said after the end is kept and moves nothing.
 */
const takesLateWords = ({ state, endedAt, round, feedbacks }: Matter, now: EpochMs): boolean =>
  state !== 'closed' ||
  (endedAt !== null && now <= endedAt + LATE_WORD && feedbacks.some((one) => one.round === round))

/** When a department told last, in this round, what became of its promise; 0: none has. */
const retoldAt = (matter: Matter): EpochMs =>
  Math.max(
    0,
    ...lettersInForce(matter).flatMap(({ redeems, round, signedAt }) =>
      redeems && round === matter.round ? (signedAt ?? []) : [],
    ),
  )

/** Whether the end is open again for a while: what was told of a promise is an answer like the first. */
const isRetold = (matter: Matter, now: EpochMs): boolean =>
  matter.state === 'closed' && now <= retoldAt(matter) + LATE_WORD

/** Whether a word on the answer is taken now; what the lead says decides, and comes before the end. */
const takesWord = (matter: Matter, own: string, now: EpochMs): boolean =>
  matter.state === 'answered' ||
  isRetold(matter, now) ||
  (matter.state === 'closed' && own !== matter.representativeId && takesLateWords(matter, now))

/** Whether the last word that decided is about the last letter: nothing was told again since. */
const isHeard = (matter: Matter): boolean => {
  const retold = retoldAt(matter)
  return retold === 0 || (feedbackInForce(matter)?.at ?? 0) > retold
}

const isOnPaper = ({ feedbacks }: Matter, own: string): boolean =>
  feedbacks.findLast(({ representativeId }) => representativeId === own)?.paper !== undefined

/**
 * Whether what somebody says of the answer decides what follows: the lead's word; where the lead has
 * left, a co-signer's; where all have left, the office's.
 */
export function decidesJudgement(matter: Matter, who: Party, gone: readonly string[]): boolean {
  if (matter.state === 'closed' && (who.kind === 'office' || isHeard(matter))) return false
  if (who.kind !== 'office') return speaksForAuthors(matter, who, gone)
  return [matter.representativeId, ...joined(matter).map((one) => one.representativeId)].every(
    (id) => gone.includes(id),
  )
}

/** Whose feedback it is: the office says it in the name of the lead who has left. */
const judgeOf = (matter: Matter, who: Party): string =>
  who.kind === 'office' ? matter.representativeId : who.id

/** Whether somebody has said their word of this round, as far as it can count. */
export function hasJudged(matter: Matter, who: Party, gone: readonly string[]): boolean {
  const decides = decidesJudgement(matter, who, gone)
  const own = judgeOf(matter, who)
  return matter.feedbacks.some(
    ({ representativeId, round, forLead, at }) =>
      representativeId === own &&
      round === matter.round &&
      at > retoldAt(matter) &&
      // What a co-signer said before the lead left decided nothing.
      (!decides || own === matter.representativeId || forLead === true),
  )
}

const badParts = (apart: readonly PartJudgement[]): string[] =>
  apart.filter((one) => overall(one) === 'dissatisfied').map(({ departmentId }) => departmentId)

/**
 * Whose answers a word is about now. Of an answer that is made once more those who made it, and whoever
 * told again meanwhile what became of its promise, for that was never judged; after a word of this
 * round only who told again since.
 */
function judgedOf(matter: Matter, own: string): string[] {
  const those = answering(matter).map(({ departmentId }) => departmentId)
  if (matter.round === 0) return those
  const before = matter.feedbacks.findLast(
    ({ representativeId, round }) => representativeId === own && round === matter.round,
  )
  const told = toldBetween(matter, matter.round, before?.at ?? 0, Infinity)
  const retold = answerersOf(matter).filter((one) => told.has(one))
  if (before !== undefined && retold.length > 0) return retold
  return [...those, ...retold.filter((one) => !those.includes(one))]
}

/** Who is judged each alone: several answered apart. */
function judgedApart(matter: Matter, own: string): string[] {
  const those = judgedOf(matter, own)
  return those.length > 1 ? those : []
}

/** What is said of the whole; of several answers that are judged each alone it is the worst. */
function judgementOf(
  matter: Matter,
  command: CommandOf<'rate'>,
  own: string,
): Pick<Feedback, 'attitude' | 'result' | 'reason' | 'apart'> {
  const { attitude, result, reason, apart } = command
  if (apart === undefined) {
    if (attitude === undefined || result === undefined) return refuse(suggestionErrors.partsUnclear)
    if (reason === undefined && overall({ attitude, result }) === 'dissatisfied')
      refuse(suggestionErrors.reasonMissing, 'reason')
    return { attitude, result, reason: reason ?? null }
  }
  const those = judgedApart(matter, own)
  const named = new Set(apart.map(({ department }) => department))
  if (
    named.size !== apart.length ||
    apart.length !== those.length ||
    !those.every((one) => named.has(one))
  )
    refuse(suggestionErrors.partsUnclear)
  const parts = apart.map((one, index): PartJudgement => {
    if (one.reason === undefined && overall(one) === 'dissatisfied')
      refuse(suggestionErrors.reasonMissing, `apart.${index}.reason`)
    return {
      departmentId: one.department,
      attitude: one.attitude,
      result: one.result,
      reason: one.reason ?? null,
    }
  })
  return {
    attitude: worstOf(parts.map((one) => one.attitude)),
    result: worstOf(parts.map((one) => one.result)),
    reason: null,
    apart: parts,
  }
}

/**
 * What was entered from paper and a word of its author takes the place of now; null: nothing. Without
 * it the answer must take their word.
 */
export function replacedNow(matter: Matter, own: string, now: EpochMs): Feedback | null {
  const word = replaceable(matter, own, now)
  return word !== null && takesWord(withoutWord(matter, word, now).matter, own, now) ? word : null
}

/** Whether somebody can say their word now: the first time, or in place of what was entered from paper. */
export const mayJudge = (
  matter: Matter,
  who: Party,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): boolean =>
  (who.kind === 'representative' && replacedNow(matter, who.id, now) !== null) ||
  (takesWord(matter, judgeOf(matter, who), now) && !hasJudged(matter, who, gone))

/** Whether the office judges in place of whoever wrote it, because all of them have left. */
export const judgesInPlace = (
  matter: Matter,
  around: Pick<Surroundings, 'now' | 'gone'>,
): boolean =>
  decidesJudgement(matter, OFFICE_PARTY, around.gone) && mayJudge(matter, OFFICE_PARTY, around)

/** Whose papers the office can enter now: of those who serve, whoever has not said it themselves. */
export const papersOpen = (
  matter: Matter,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): string[] =>
  authorsOnPaper(matter, gone).filter((id) =>
    mayJudge(matter, { kind: 'representative', id }, { now, gone }),
  )

/** Whether what somebody would say now decides what follows; else it is kept, and moves nothing. */
export function wouldDecide(
  matter: Matter,
  who: Party,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): boolean {
  const word = replacedNow(matter, judgeOf(matter, who), now)
  return decidesJudgement(word === null ? matter : withoutWord(matter, word, now).matter, who, gone)
}

/** Whose answers somebody would judge now, each alone; empty: the whole, or nothing. */
export function judgedNow(matter: Matter, who: Party, now: EpochMs): string[] {
  const own = judgeOf(matter, who)
  const word = replacedNow(matter, own, now)
  return judgedApart(word === null ? matter : withoutWord(matter, word, now).matter, own)
}

/**
 * Two answers: on how it was handled, and on what came of it. 不满意 in either opens it once more, the
 * second time the office takes it on. Of several that answered apart only those answer once more
 * whose answer was not good enough. Whoever co-signed judges too, and what they say is kept; what
 * follows is the lead's to say.
 */
export function rate(
  matter: Matter,
  command: CommandOf<'rate'>,
  who: Party,
  around: Surroundings,
): Decision {
  const { paper } = command
  if (paper === undefined) return judged(matter, command, who, around)
  if (who.kind !== 'office') refuse(suggestionErrors.paperForOffice)
  const author: Party = { kind: 'representative', id: paper.of }
  return judged(matter, command, author, around, true)
}

function judged(
  given: Matter,
  command: CommandOf<'rate'>,
  who: Party,
  around: Surroundings,
  onPaper = false,
): Decision {
  const { now, gone } = around
  const own = judgeOf(given, who)
  const word = who.kind === 'office' ? null : replaceable(given, own, now)
  const { matter, clocks: back } =
    word === null ? { matter: given, clocks: [] } : withoutWord(given, word, now)
  const decides = decidesJudgement(matter, who, gone)
  if (who.kind === 'office' && !decides)
    refuse(given.state === 'answered' ? suggestionErrors.authorsServe : suggestionErrors.notNow)
  if (hasJudged(matter, who, gone))
    refuse(isOnPaper(matter, own) ? suggestionErrors.paperStands : suggestionErrors.alreadyDone)
  if (!takesWord(matter, own, now)) refuse(suggestionErrors.notNow)
  const entered = onPaper ? paperOf(matter, command, around) : {}
  const said = judgementOf(matter, command, own)
  const bad = overall(said) === 'dissatisfied'
  const forLead = decides && (who.kind === 'office' || own !== matter.representativeId)
  const rated: Matter = {
    ...matter,
    feedbacks: [
      ...matter.feedbacks,
      {
        representativeId: own,
        round: matter.round,
        ...said,
        at: now,
        ...(forLead ? { forLead } : {}),
        ...entered,
      },
    ],
  }
  const next = !decides ? null : !bad ? 'closed' : matter.round > 0 ? 'mediation' : 'redo'
  const data = {
    attitude: said.attitude,
    result: said.result,
    round: matter.round,
    lead: decides,
    next,
    ...(command.paper === undefined ? {} : { ...command.paper, paper: true }),
    ...(word === null ? {} : { replaces: true, was: given.state }),
    ...(next === 'redo' && said.apart ? { again: badParts(said.apart).join() } : {}),
  }
  if (next === null) return { matter: rated, data, clocks: back }
  const clocks: Decision['clocks'] = [...back, { kind: 'stop', clock: 'feedback' }]
  if (next === 'closed')
    return { matter: { ...rated, state: 'closed', endedAt: now }, data, clocks }
  if (next === 'mediation') return { matter: { ...rated, state: 'mediation' }, data, clocks }
  // The earlier letters stay; the next ones belong to another round.
  const opened: Matter = {
    ...rated,
    state: 'redo',
    round: matter.round + 1,
    ...(said.apart ? { again: badParts(said.apart) } : {}),
  }
  return {
    matter: opened,
    data,
    clocks: [
      ...clocks,
      // The new answer takes the place of what the bad one promised.
      ...answering(opened).map(
        ({ departmentId }): ClockChange => ({
          kind: 'stop',
          clock: 'promise',
          owner: departmentId,
        }),
      ),
      ...redoClocks(opened, around),
    ],
  }
}
