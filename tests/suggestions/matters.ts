import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { enter } from '@mashang/shared/suggestions/entering.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'
import { around, commands, draft, START, steps } from './deciding.ts'

export const review = steps(draft, [
  ['lead', commands.submit],
  ['cosigner', commands.confirm],
])
export const assigned = steps(review, [['office', commands.assign]])
const handling = steps(assigned, [['main', commands.receive]])
export const ready = steps(handling, [
  ['main', commands.contact],
  ['co', commands.opine],
])
export const signing = steps(ready, [['main', commands.propose]])
const answered = steps(signing, [['main', commands.sign]])
const bad = { ...commands.rate, result: 'dissatisfied', reason: '只装了一个小区' } as const
export const redo = steps(answered, [['lead', bad]])

/** One matter in each state, as it comes there by real steps. */
export const matters: Record<SuggestionState, Matter> = {
  draft,
  cosigning: steps(draft, [['lead', commands.submit]]),
  review,
  returned: steps(review, [['office', commands.return]]),
  declined: steps(review, [['office', commands.decline]]),
  merged: steps(review, [['office', commands.merge]]),
  assigned,
  objected: steps(assigned, [['main', commands.object]]),
  handling: ready,
  signing,
  answered,
  redo,
  mediation: steps(redo, [
    ['main', commands.propose],
    ['main', commands.sign],
    ['lead', bad],
  ]),
  closed: steps(answered, [['lead', commands.rate]]),
  withdrawn: steps(review, [
    ['lead', commands.withdraw],
    ['cosigner', commands.agree],
  ]),
}
export { bad, handling }

/** Entered by the office from a paper that both have signed. */
export const entered = enter(
  draft,
  { act: 'enter', on: '2026-03-02', by: 'clerk', scans: [] },
  around(),
).matter

/** 分办 to both, who each answer alone. */
const apart: SuggestionCommand = { act: 'assign', co: [], separate: ['housing', 'police'] }
export const separate = steps(review, [['office', apart]])
export const alone = steps(separate, [
  ['main', commands.receive],
  ['main', commands.contact],
])
export const proposed = steps(alone, [['main', commands.propose]])

/** One works on it while the other one has sent it back. */
export const sentBack = steps(alone, [['co', commands.object]])

/** As lists of an earlier year tell of them: without an answer, and with a promise. */
export const listed: Matter = {
  ...assigned,
  state: 'closed',
  handlers: assigned.handlers.map(({ terms: _, ...one }) => one),
  endedAt: START,
}
