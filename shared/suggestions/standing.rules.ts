import type { EpochMs } from '../core/clock.ts'
import { classOf, satisfactionOf } from './answers.rules.ts'
import type { Feedback } from './judging.model.ts'
import type { Cosigner, Matter } from './matter.rules.ts'
import { moves } from './moves.rules.ts'
import { stageOf } from './stage.rules.ts'
import { stateWords } from './state-words.rules.ts'
import {
  type SuggestionAct,
  type SuggestionState,
  satisfactions,
  suggestionStates,
} from './suggestions.words.ts'

/** A fact of the ledger about one suggestion. */
export interface StandingFact {
  at: EpochMs
  type: string
  data: Record<string, unknown>
}

/** How a suggestion stands, or stood at a moment. */
export interface Standing {
  matter: Matter
  key: boolean
  excellent: boolean
  /** Words or a list were changed since, and nobody kept what they were: it is told as it is now. */
  changedSince: boolean
}

const actOf = ({ type }: StandingFact): string => type.replace(/^suggestion\./, '')
const isState = (value: unknown): value is SuggestionState =>
  typeof value === 'string' && value in suggestionStates
const idOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const idsOf = (value: unknown): string[] => idOf(value).split(' ').filter(Boolean)

/** Lists of earlier years write a suggestion over as a whole. */
const LISTS = ['imported', 'import-updated', 'import-undone']

/**
 * Where one step led. Facts say it themselves; of older ones the table does where only one thing may
 * follow, or what came of the step. null: it is on its way, and its dates tell how far.
 */
function stateAfter(before: SuggestionState | null, fact: StandingFact): SuggestionState | null {
  const { data } = fact
  const act = actOf(fact)
  if (isState(data.state)) return data.state
  if (LISTS.includes(act)) return 'closed'
  if (data.agreed === true) return 'withdrawn'
  if (data.submitted === true) return 'review'
  if (data.answered === true) return 'answered'
  if (act === 'submit') return 'cosigning'
  if (act === 'rate') return isState(data.next) ? data.next : before
  const ways = Object.entries(moves).flatMap(([state, at]) => {
    const to = at[act as SuggestionAct]?.to ?? []
    // From wherever it stood: what leaves it there says nothing.
    if (before === null) return to.every((way) => way === state) ? [] : to
    return state === before ? to : []
  })
  if (ways.length === 0) return before
  const [only] = ways
  if (only !== undefined && ways.every((way) => way === only)) return only
  // Asked to join or to agree, somebody said no, or others are waited for still.
  return ['confirm', 'refuse', 'withdraw', 'agree'].includes(act) ? before : null
}

/** What the facts of before a moment come to. */
interface Told {
  state: SuggestionState | null
  round: number
  key: boolean
  excellent: boolean
  confirmed: Map<string, EpochMs>
  countedThere: string[]
}

function toldBy(facts: readonly StandingFact[]): Told {
  const told: Told = {
    state: 'draft',
    round: 0,
    key: false,
    excellent: false,
    confirmed: new Map(),
    countedThere: [],
  }
  for (const fact of facts) {
    const { at, data } = fact
    const act = actOf(fact)
    told.state = stateAfter(told.state, fact)
    // What followed from the paper that it replaces goes back first.
    if (data.replaces === true && typeof data.round === 'number') told.round = data.round
    if (act === 'rate' && data.next === 'redo') told.round += 1
    if (act.endsWith('mark-key')) told.key = act === 'mark-key'
    if (act.endsWith('mark-excellent')) told.excellent = act === 'mark-excellent'
    if (act === 'confirm') told.confirmed.set(idOf(data.byId), at)
    if (act === 'refuse') told.confirmed.delete(idOf(data.byId))
    // Whoever confirmed the old words has not confirmed the new ones.
    if (act === 'edit') told.confirmed.clear()
    if (act === 'counted-here') {
      const again = [...idsOf(data.leadId), ...idsOf(data.cosignerIds)]
      told.countedThere = told.countedThere.filter((id) => !again.includes(id))
    }
    if (act === 'unmerge') told.countedThere = []
    told.countedThere.push(...idsOf(data.countedThere))
  }
  return told
}

const before = (at: EpochMs | null, until: EpochMs): EpochMs | null =>
  at !== null && at < until ? at : null

function cosignersAt({ cosigners }: Matter, { confirmed }: Told, until: EpochMs): Cosigner[] {
  const known = cosigners.map((one): Cosigner => {
    const then = {
      confirmedAt: confirmed.get(one.representativeId) ?? before(one.confirmedAt, until),
      refusedAt: before(one.refusedAt, until),
    }
    return { ...one, ...then }
  })
  const there = new Set(known.map(({ representativeId }) => representativeId))
  // Whoever joined the words of then, and is not asked to join those of now.
  const gone = [...confirmed].flatMap(([representativeId, at]) =>
    there.has(representativeId)
      ? []
      : [{ representativeId, askedAt: at, confirmedAt: at, refusedAt: null, agreedAt: null }],
  )
  return [...known, ...gone]
}

/** What had been said by then: a paper stood until a later word of the same author replaced it. */
function feedbacksAt({ feedbacks, replaced = [] }: Matter, until: EpochMs): Feedback[] {
  const said = [...replaced, ...feedbacks]
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at)
  return said.filter(
    (word, n) =>
      !replaced.includes(word) ||
      !said.slice(n + 1).some((one) => one.representativeId === word.representativeId),
  )
}

/** A suggestion as it is. */
export const standsNow = (matter: Matter): Standing => ({
  matter,
  key: matter.key != null,
  excellent: matter.excellent != null,
  changedSince: false,
})

/**
 * A suggestion as it stood at a moment, whatever came after: its state by the ledger, what was
 * written by the dates of letters and words.
 * @param facts all of its facts, oldest first
 */
export function stoodAt(matter: Matter, facts: readonly StandingFact[], until: EpochMs): Standing {
  const later = facts.filter(({ at }) => at >= until)
  if (later.length === 0) return standsNow(matter)
  if (later.some((fact) => LISTS.includes(actOf(fact))))
    return { ...standsNow(matter), changedSince: true }
  const told = toldBy(facts.filter(({ at }) => at < until))
  const secrecy = later.find((fact) => actOf(fact).endsWith('mark-secret'))
  const then: Matter = {
    ...matter,
    secret: secrecy === undefined ? matter.secret : actOf(secrecy) === 'unmark-secret',
    cosigners: cosignersAt(matter, told, until),
    submittedAt: before(matter.submittedAt, until),
    firstAssignedAt: before(matter.firstAssignedAt, until),
    handlers: matter.handlers.map((one) => ({
      ...one,
      receivedAt: before(one.receivedAt, until),
    })),
    objection: null,
    moreObjections: [],
    letters: matter.letters.flatMap((one) =>
      one.proposedAt < until ? [{ ...one, signedAt: before(one.signedAt, until) }] : [],
    ),
    answeredAt: before(matter.answeredAt, until),
    round: told.round,
    feedbacks: feedbacksAt(matter, until),
    countedThere: told.countedThere,
    publishedAt: before(matter.publishedAt, until),
    endedAt: before(matter.endedAt, until),
  }
  return {
    matter: { ...then, state: told.state ?? stageOf(then) },
    key: told.key,
    excellent: told.excellent,
    changedSince: later.some((fact) => actOf(fact) === 'edit'),
  }
}

/** Whether a list of an earlier year, or the office from paper, brought it in only at a moment or later: before, nobody knew of it. */
export const cameSince = (facts: readonly StandingFact[], moment: EpochMs): boolean =>
  facts.some((fact) => ['imported', 'enter'].includes(actOf(fact))) &&
  facts.every(({ at }) => at >= moment)

/** "办结，A 类，满意，重点督办" */
export const standingWords = ({ matter, key, excellent }: Standing): string => {
  const answer = classOf(matter)
  const satisfaction = satisfactionOf(matter)
  return [
    stateWords(matter),
    matter.secret ? '不公开' : null,
    answer === null ? null : `${answer} 类`,
    satisfaction === null ? null : satisfactions[satisfaction],
    key ? '重点督办' : null,
    excellent ? '优秀建议' : null,
  ]
    .filter(Boolean)
    .join('，')
}
