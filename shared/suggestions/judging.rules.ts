import { DAY, type EpochMs } from '../core/clock.ts'
import { redoClocks } from './answering.rules.ts'
import { answering, overall, worstOf } from './answers.rules.ts'
import type { CommandOf } from './commands.model.ts'
import {
  type ClockChange,
  type Decision,
  type Feedback,
  joined,
  type Matter,
  type PartJudgement,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** How long after it ended whoever co-signed may still say their word. */
const LATE_WORD = 30 * DAY

/**
 * Whether words on the answer are taken: as long as it is open, and for a while after it has ended
 * where somebody has judged this round. What is said after the end is kept and moves nothing.
 */
export const takesLateWords = (
  { state, endedAt, round, feedbacks }: Matter,
  now: EpochMs,
): boolean =>
  state !== 'closed' ||
  (endedAt !== null && now <= endedAt + LATE_WORD && feedbacks.some((one) => one.round === round))

/**
 * Whether what somebody says of the answer decides what follows: the lead's word; where the lead has
 * left, a co-signer's; where all have left, the office's.
 */
export function decidesJudgement(matter: Matter, who: Party, gone: readonly string[]): boolean {
  if (matter.state === 'closed') return false
  if (who.kind === 'representative' && who.id === matter.representativeId) return true
  if (!gone.includes(matter.representativeId)) return false
  const serving = joined(matter).filter(({ representativeId }) => !gone.includes(representativeId))
  return who.kind === 'office'
    ? serving.length === 0
    : serving.some(
        ({ representativeId }) => who.kind === 'representative' && who.id === representativeId,
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
    ({ representativeId, round, forLead }) =>
      representativeId === own &&
      round === matter.round &&
      // What a co-signer said before the lead left decided nothing.
      (!decides || own === matter.representativeId || forLead === true),
  )
}

const badParts = (apart: readonly PartJudgement[]): string[] =>
  apart.filter((one) => overall(one) === 'dissatisfied').map(({ departmentId }) => departmentId)

/** Who is judged each alone: several answered apart in this round. */
export function judgedApart(matter: Matter): string[] {
  const those = answering(matter).map(({ departmentId }) => departmentId)
  return those.length > 1 ? those : []
}

/** What is said of the whole; of several answers that are judged each alone it is the worst. */
function judgementOf(
  matter: Matter,
  command: CommandOf<'rate'>,
): Pick<Feedback, 'attitude' | 'result' | 'reason' | 'apart'> {
  const { attitude, result, reason, apart } = command
  if (apart === undefined) {
    if (attitude === undefined || result === undefined) return refuse(suggestionErrors.partsUnclear)
    if (reason === undefined && overall({ attitude, result }) === 'dissatisfied')
      refuse(suggestionErrors.reasonMissing, 'reason')
    return { attitude, result, reason: reason ?? null }
  }
  const those = judgedApart(matter)
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
  const { now, gone } = around
  const decides = decidesJudgement(matter, who, gone)
  if (who.kind === 'office' && !decides) refuse(suggestionErrors.authorsServe)
  if (!takesLateWords(matter, now)) refuse(suggestionErrors.notNow)
  if (hasJudged(matter, who, gone)) refuse(suggestionErrors.alreadyDone)
  const said = judgementOf(matter, command)
  const bad = overall(said) === 'dissatisfied'
  const own = judgeOf(matter, who)
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
    ...(next === 'redo' && said.apart ? { again: badParts(said.apart).join() } : {}),
  }
  if (next === null) return { matter: rated, data, clocks: [] }
  const clocks: Decision['clocks'] = [{ kind: 'stop', clock: 'feedback' }]
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
