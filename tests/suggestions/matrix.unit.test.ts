import { Failure } from '@mashang/shared/core/errors.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { may, partOf } from '@mashang/shared/suggestions/matter.rules.ts'
import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import {
  type SuggestionAct,
  type SuggestionState,
  suggestionActs,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, everDoes, type Who, who } from './deciding.ts'
import { halfway } from './halfway.ts'
import { matters } from './matters.ts'

const states = Object.keys(suggestionStates) as SuggestionState[]
const acts = Object.keys(suggestionActs) as SuggestionAct[]
const everybody = Object.keys(who) as Who[]

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}

describe.each([...states.map((state) => [state, state, matters[state]] as const), ...halfway])(
  'given a suggestion that is %s',
  (_, state, matter) => {
    it('is really in that state', () => expect(matter.state).toBe(state))

    it.each(acts)(
      'when anybody does "%s", then the table alone says who may, and what follows',
      (act) => {
        const move = moves[state][act]
        for (const by of everybody) {
          const before = structuredClone(matter)
          const part = partOf(matter, who[by])
          const beyond = by === 'inspector' && act !== 'remind'
          const drafting = by === 'clerk' && (act === 'sign' || act === 'redeem')
          const allowed = part !== null && !beyond && !drafting && move?.by.includes(part) === true
          expect(may(matter, act, who[by]), by).toBe(allowed)
          const code = codeOf(() => {
            const next = decide(matter, commands[act], who[by], around()).matter.state
            expect(move?.to, `${by} → ${next}`).toContain(next)
          })
          if (beyond) expect(code).toBe('suggestion.only-inspecting')
          else if (drafting) expect(code).toBe('suggestion.only-drafting')
          else if (move === undefined) expect(code, by).toBe('suggestion.not-now')
          else if (!allowed)
            expect(code, by).toBe(
              everDoes(part, act) ? 'suggestion.not-now' : 'suggestion.not-yours',
            )
          // A guard may still refuse, with a reason of its own.
          else expect(code, by).not.toBe('suggestion.not-yours')
          // Refused or not, what was there before is untouched.
          expect(matter, by).toEqual(before)
        }
      },
    )
  },
)

it('every state but the first can be reached, and every act is possible somewhere', () => {
  const reached = new Set(
    states.flatMap((state) => acts.flatMap((act) => moves[state][act]?.to ?? [])),
  )
  expect(states.filter((state) => !reached.has(state) && state !== 'draft')).toEqual([])
  expect(acts.filter((act) => !states.some((state) => moves[state][act]))).toEqual([])
})
