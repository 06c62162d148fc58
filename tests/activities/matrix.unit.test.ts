import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import {
  type ActivityAct,
  type ActivityPart,
  type ActivityState,
  activityActs,
  activityParts,
  activityStates,
} from '@mashang/shared/activities/activities.words.ts'
import { may, mustBeAllowed } from '@mashang/shared/activities/decide.rules.ts'
import { moves } from '@mashang/shared/activities/moves.rules.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { describe, expect, it } from 'vitest'

const states = Object.keys(activityStates) as ActivityState[]
const acts = Object.keys(activityActs) as ActivityAct[]
const everybody = [...(Object.keys(activityParts) as ActivityPart[]), null]

function refusal(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}

describe.each(states)('given an activity that is %s', (state) => {
  it.each(acts)('when anybody does "%s", then the table alone says who may', (act) => {
    const move = moves[state][act]
    for (const part of everybody) {
      const allowed = part !== null && move?.by.includes(part) === true
      expect(may(state, act, part), String(part)).toBe(allowed)
      const expected =
        move === undefined
          ? activityErrors.notNow.code
          : allowed
            ? null
            : activityErrors.notYours.code
      expect(
        refusal(() => mustBeAllowed(state, act, part)),
        String(part),
      ).toBe(expected)
    }
  })
})

it('every state but the first can be reached, and every act is possible somewhere', () => {
  const reached = new Set(
    states.flatMap((state) => acts.flatMap((act) => moves[state][act]?.to ?? [])),
  )
  expect(states.filter((state) => state !== 'open' && !reached.has(state))).toEqual([])
  expect(acts.filter((act) => !states.some((state) => moves[state][act]))).toEqual([])
})
