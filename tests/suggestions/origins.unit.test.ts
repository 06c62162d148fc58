import { heardAfter } from '@mashang/server/suggestions/heard.ts'
import { suggestedOf } from '@mashang/shared/issues/suggested.rules.ts'
import type { Letter, Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  isWaitedFor,
  mayChangeOrigins,
  mayTakeBack,
  whyNoOrigin,
} from '@mashang/shared/suggestions/origins.rules.ts'
import { expect, it } from 'vitest'
import { START } from './deciding.ts'
import { matters } from './matters.ts'

it.each([
  ['merged', /并入/],
  ['withdrawn', /撤回/],
  ['declined', /没有立案/],
] as const)(
  'given a suggestion that is %s, then no further voter’s matter joins, and why',
  (state, words) => {
    expect(whyNoOrigin({ state })).toMatch(words)
  },
)

it.each(['draft', 'review'] as const)('given one that is %s, then it may', (state) => {
  expect(whyNoOrigin({ state })).toBeNull()
})

it('a matter may be taken out again until its voter was told', () => {
  expect(mayChangeOrigins({ submittedAt: null })).toBe(true)
  expect(mayChangeOrigins({ submittedAt: 0 })).toBe(false)
})

const letters = (...given: Partial<Letter>[]): Matter => ({
  ...matters.closed,
  feedbacks: [],
  handlers: given.map(({ departmentId = 'housing' }) => ({
    departmentId,
    part: 'separate' as const,
    assignedAt: START,
    receivedAt: START,
  })),
  letters: given.map((one) => ({
    round: 0,
    departmentId: 'housing',
    text: '在办。',
    class: 'A' as const,
    promisedFor: null,
    proposedAt: START,
    signer: '王建国',
    signedAt: START,
    redeems: false,
    ...one,
  })),
})
const B = { class: 'B' as const }
const dated = { ...B, promisedFor: START }
const other = { departmentId: 'police' }

it.each<[string, Matter, boolean]>([
  ['class A', letters({}), false],
  ['class B with a day', letters(dated), true],
  ['class B out of a list that names no day', letters(B), false],
  ['class B without a day beside class A', letters(B, other), false],
  ['class B with and without a day', letters(B, { ...dated, ...other }), true],
  ['class C beside class B', letters({ ...other, class: 'C' }, dated), false],
  [
    'class C on the promised day beside class B',
    letters({ ...other, class: 'C', redeems: true }, dated),
    false,
  ],
])(
  'given an end with %s, then days and verdict of its voter wait, or neither does',
  (_, matter, waits) => {
    const whole = matter.letters.some((one) => one.class === 'C')
      ? 'C'
      : matter.letters.some((one) => one.class === 'B')
        ? 'B'
        : 'A'
    const said = heardAfter('sign', matter, { matter, data: { whole }, clocks: [] })
    const { type = '', ...data } = said ?? {}
    const told = [{ type, data: { ...data, suggestionId: 'a' } }]
    const { awaits } = suggestedOf(told, new Map([['a', []]]))
    expect([isWaitedFor(matter), awaits]).toEqual([waits, waits])
  },
)

it('one that was joined may be taken out of what was sent until something comes of it', () => {
  const told = (type: string, at: number) => ({ type: `issue.suggestion-${type}`, at })
  const sent = [told('submitted', 1), told('assigned', 1)]
  const handling = { state: 'handling' } as const
  expect(mayTakeBack(handling, sent, false)).toBe(true)
  expect(mayTakeBack(handling, sent, true)).toBe(false)
  expect(mayTakeBack(handling, [], false)).toBe(false)
  expect(mayTakeBack({ state: 'declined' }, sent, false)).toBe(false)
  for (const came of ['answered', 'settled', 'declined'])
    expect(mayTakeBack(handling, [...sent, told(came, 2)], false)).toBe(false)
  // What was there when it was joined is no news.
  expect(mayTakeBack(handling, [...sent, told('answered', 1)], false)).toBe(true)
})
