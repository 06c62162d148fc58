import { hasJudged } from './judging.rules.ts'
import type { Matter, Party, Surroundings } from './matter.rules.ts'
import type { SuggestionNoticeKind } from './notices.words.ts'
import { canNow } from './open-steps.rules.ts'
import { type SuggestionAct, suggestionStates } from './suggestions.words.ts'

/** Notices that ask for a step, so that what they say is over once it was taken. */
const ASKS: Readonly<Partial<Record<SuggestionNoticeKind, SuggestionAct>>> = {
  'suggestion.cosign': 'confirm',
  'suggestion.withdrawal': 'agree',
  'suggestion.answered': 'rate',
  'suggestion.settled-asked': 'accept',
  'suggestion.arrived': 'receive',
}

/**
 * How a suggestion stands by now for whoever was asked by a notice, where that is done or nobody
 * waits for it any more; null: it still waits, or nothing was asked.
 */
export function sinceAsked(
  kind: string,
  matter: Matter,
  who: Party,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): string | null {
  const act = ASKS[kind as SuggestionNoticeKind]
  if (act === undefined) return null
  const around = { now, gone, running: [], feedbackDueAt: null }
  // A word may be said late, or of a promise that was told again: nobody waits for that one.
  const waits = canNow(matter, act, who, around) && (act !== 'rate' || matter.state === 'answered')
  if (waits) return null
  return act === 'rate' && hasJudged(matter, who, gone) ? '已评价' : suggestionStates[matter.state]
}
