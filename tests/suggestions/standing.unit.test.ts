import { authorship } from '@mashang/shared/records/entries.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  type StandingFact,
  standingWords,
  standsNow,
  stoodAt,
} from '@mashang/shared/suggestions/standing.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, START, type Who, who } from './deciding.ts'
import { bad, matters } from './matters.ts'

/** How a suggestion stood at a moment is told from its end and its ledger alone. */

/** All of a life happens within the day that its steps name. */
const STEP = 600_000
type Step = readonly [Who, SuggestionCommand]

/** A life, ten minutes for each step: how it was after each, and the facts of all. */
function lived(taken: readonly Step[], facts: 'of now' | 'of before' = 'of now') {
  let matter: Matter = draft
  const ledger: StandingFact[] = [{ at: START - STEP, type: 'suggestion.written', data: {} }]
  const was: { until: number; matter: Matter }[] = []
  for (const [n, [by, command]] of taken.entries()) {
    const at = START + n * STEP
    // A merger leads into one that both wrote, too.
    const nearby = { ...around(at), target: matters.review }
    const decision = decide(matter, command, who[by], nearby)
    matter = decision.matter
    const own = who[by]
    const byId = 'id' in own ? { byId: own.id } : {}
    const state = facts === 'of now' ? { state: matter.state } : {}
    ledger.push({
      at,
      type: `suggestion.${command.act}`,
      data: { ...decision.data, ...state, by: own.kind, ...byId },
    })
    was.push({ until: at + 1, matter })
  }
  return { matter, ledger, was }
}

const sent: readonly Step[] = [
  ['lead', commands.submit],
  ['cosigner', commands.confirm],
]
const worked: readonly Step[] = [
  ...sent,
  ['office', commands.assign],
  ['main', commands.receive],
  ['main', commands.contact],
  ['co', commands.opine],
]
const answered: readonly Step[] = [...worked, ['main', commands.propose], ['main', commands.sign]]
const lives: Readonly<Record<string, readonly Step[]>> = {
  'answered, not good enough, answered again and ended': [
    ...worked,
    ['office', commands['mark-key']],
    ['main', commands.propose],
    ['main', commands.rework],
    ['main', commands.propose],
    ['main', commands.sign],
    ['office', commands['mark-secret']],
    ['lead', bad],
    ['main', { ...commands.contact, phase: 'after', text: '又看了一次' }],
    ['main', { ...commands.propose, class: 'C' }],
    ['main', commands.sign],
    ['office', commands['unmark-secret']],
    ['office', commands['mark-excellent']],
    ['lead', bad],
    ['office', commands['unmark-key']],
    ['office', commands.settle],
    ['office', commands['unmark-excellent']],
  ],
  'sent back by a department': [
    ...sent,
    ['office', commands.assign],
    ['main', commands.object],
    ['office', commands.reject],
    ['main', commands.receive],
  ],
  'given back, written anew and sent again': [
    ...sent,
    ['office', commands.return],
    ['lead', commands.edit],
    ['lead', commands.submit],
    ['cosigner', commands.confirm],
  ],
  'taken back by all': [...sent, ['lead', commands.withdraw], ['cosigner', commands.agree]],
  'not joined by the other one': [
    ['lead', commands.submit],
    ['cosigner', commands.refuse],
    ['office', commands.decline],
  ],
  'merged into another': [...sent, ['office', commands.merge]],
  'merged by mistake, and taken apart': [
    ...sent,
    ['office', commands.merge],
    ['office', commands.unmerge],
    ['office', commands.assign],
    ['main', commands.receive],
  ],
  'not filed, and looked at once more': [
    ...sent,
    ['office', commands.decline],
    ['office', commands.resume],
    ['office', commands.assign],
  ],
  'judged on paper, and otherwise by its author': [
    ...answered,
    ['office', { ...commands.rate, paper: { of: 'li', signedOn: '2026-03-02' } }],
    ['lead', bad],
  ],
  'judged badly on paper, and well by its author': [
    ...answered,
    ['office', { ...bad, paper: { of: 'li', signedOn: '2026-03-02' } }],
    ['lead', commands.rate],
  ],
}

describe.each(Object.entries(lives))('given one that is %s', (_, taken) => {
  it.each(['of now', 'of before'] as const)(
    'then facts %s tell how it stood after each step',
    (facts) => {
      const { matter, ledger, was } = lived(taken, facts)
      for (const { until, matter: then } of was) {
        const stood = stoodAt(matter, ledger, until)
        expect(standingWords(stood)).toBe(standingWords(standsNow(then)))
        for (const id of ['li', 'zhang'])
          expect(authorship(stood.matter, id), `${id} at ${then.state}`).toEqual(
            authorship(then, id),
          )
      }
    },
  )
})

it('given that nothing happened since, then it stands as it does', () => {
  const { matter, ledger } = lived(answered)
  expect(stoodAt(matter, ledger, START + 99 * STEP)).toEqual(standsNow(matter))
})

it('given words that were changed since, then that is said', () => {
  const { matter, ledger } = lived([...sent, ['office', commands.return], ['lead', commands.edit]])
  expect(stoodAt(matter, ledger, START + STEP + 1).changedSince).toBe(true)
  expect(stoodAt(matter, ledger, START + 4 * STEP).changedSince).toBe(false)
})

it('given a list that wrote it over since, then it is told as it is now, and that is said', () => {
  const { matter, ledger } = lived(answered)
  const list = { at: START + 50 * STEP, type: 'suggestion.import-updated', data: {} }
  expect(stoodAt(matter, [...ledger, list], START)).toEqual({
    ...standsNow(matter),
    changedSince: true,
  })
})

it('given that it counts for one of two again, then the other one is still counted there', () => {
  const { matter, ledger } = lived([...sent, ['office', commands.merge]])
  expect(matter.countedThere).toEqual(['li', 'zhang'])
  const at = (steps: number, type: string, data = {}): StandingFact => ({
    at: START + steps * STEP,
    type: `suggestion.${type}`,
    data,
  })
  const again = [...ledger, at(3, 'counted-here', { cosignerIds: 'zhang' }), at(9, 'unmerge')]
  const there = (steps: number) =>
    stoodAt(matter, again, START + steps * STEP + 1).matter.countedThere
  expect([there(2), there(3)]).toEqual([['li', 'zhang'], ['li']])
})
