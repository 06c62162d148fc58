import { satisfactionOf, wordOn, wordOnLetter } from '@mashang/shared/suggestions/answers.rules.ts'
import type { CommandOf } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import { taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { canNow } from '@mashang/shared/suggestions/open-steps.rules.ts'
import { settledFor } from '@mashang/shared/suggestions/promises.rules.ts'
import { suggestionTellings } from '@mashang/shared/suggestions/tellings.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, steps, who } from './deciding.ts'
import { separate } from './matters.ts'

/** 分办: each answers alone, and each answer is judged alone. */

const talk = { ...commands.contact, text: '又看了一次' } as const
const promised = { ...commands.propose, class: 'B', promisedFor: '2026-05-01' } as const
const answer = (by: 'main' | 'co', letter: CommandOf<'propose'> = commands.propose) =>
  [
    [by, commands.receive],
    [by, commands.contact],
    [by, letter],
    [by, commands.sign],
  ] as const
const answered = steps(separate, [...answer('main'), ...answer('co', promised)])
const fine = { attitude: 'satisfied', result: 'fair' } as const
const badly = { attitude: 'satisfied', result: 'dissatisfied', reason: '灯还没有装' } as const
const judge = (housing: object, police: object = fine): CommandOf<'rate'> =>
  ({
    act: 'rate',
    apart: [
      { department: 'police', ...police },
      { department: 'housing', ...housing },
    ],
  }) as CommandOf<'rate'>
const later = START + 1000
const opened = step(answered, 'lead', judge(badly), later)
const redo = opened.matter

describe('given one of two answers is not good enough', () => {
  it('when it is judged, then that one alone answers once more, and is told and timed', () => {
    expect([redo.state, redo.round, redo.again]).toEqual(['redo', 1, ['housing']])
    expect(opened.data).toMatchObject({ next: 'redo', result: 'dissatisfied', again: 'housing' })
    const owed = opened.clocks.flatMap((one) => (one.kind === 'start' ? [one.owner.id] : []))
    expect(owed).toEqual(['housing'])
    const told = suggestionTellings({ type: 'suggestion.rate', data: opened.data }, redo)
    expect(told).toEqual([
      { kind: 'suggestion.redo', to: [{ kind: 'department', id: 'housing' }], data: {} },
    ])
    expect([taskOf(redo, 'housing'), taskOf(redo, 'police')]).toEqual(['answer', 'redeem'])
  })
  it('when the other one would answer once more, then it is told that its answer stands', () => {
    const talked = step(redo, 'co', talk, later).matter
    expect(refusal(talked, 'co', commands.propose, later)).toBe('suggestion.answer-stands')
    expect(canNow(talked, 'propose', who.co, around(later))).toBe(false)
  })
  it('when the day of the other one’s promise comes, then it tells what became of it', () => {
    expect(canNow(redo, 'redeem', who.co, around(later))).toBe(true)
    const kept = step(redo, 'co', commands.redeem, later).matter
    expect([kept.state, kept.letters.at(-1)?.class]).toEqual(['redo', 'A'])
  })
  it('when that one has signed, then the whole is answered, and the other word stands', () => {
    const again = steps(
      redo,
      [
        ['main', talk],
        ['main', commands.propose],
        ['main', commands.sign],
      ],
      later,
    )
    expect(again.state).toBe('answered')
    expect(refusal(again, 'lead', judge(fine), later)).toBe('suggestion.parts-unclear')
    const closed = step(again, 'lead', commands.rate, later).matter
    expect([closed.state, satisfactionOf(closed)]).toEqual(['closed', 'fair'])
    const bad = { ...commands.rate, ...badly }
    expect(step(again, 'lead', bad, later).matter.state).toBe('mediation')
  })
})

describe('given the other one keeps its promise while that one answers once more', () => {
  const kept = step(redo, 'co', commands.redeem, later)
  it('then the whole is not told as answered, and is not counted as done', () => {
    expect(kept.data.whole).toBeNull()
    expect(deliveredOf(kept.matter)).toBe('failed')
    expect(deliveredOf(answered)).toBe('pending')
  })
  it('when the new answer is good, then it is; where that is bad, too, then it is not', () => {
    const again = steps(
      kept.matter,
      [
        ['main', talk],
        ['main', commands.propose],
      ],
      later,
    )
    const signed = step(again, 'main', commands.sign, later)
    expect(signed.data.whole).toBe('A')
    expect(deliveredOf(step(signed.matter, 'lead', commands.rate, later).matter)).toBe('done')
    const bad = step(signed.matter, 'lead', { ...commands.rate, ...badly }, later).matter
    expect([bad.state, deliveredOf(bad)]).toEqual(['mediation', 'failed'])
  })
})

describe('given the other one tells again after the whole has ended', () => {
  const word = (matter: Matter, by: string) => wordOn(matter, by)?.result
  const closed = steps(
    redo,
    [
      ['main', talk],
      ['main', commands.propose],
      ['main', commands.sign],
      ['lead', commands.rate],
    ],
    later,
  )
  const told = steps(closed, [['co', { ...commands.redeem, class: 'C' }]], later + 1000)
  it('when that is not good enough, then the word is about that one, and it is settled with that one', () => {
    const bad = step(told, 'lead', { ...commands.rate, ...badly }, later + 2000).matter
    expect([bad.state, word(bad, 'police'), word(bad, 'housing')]).toEqual([
      'mediation',
      'dissatisfied',
      'satisfied',
    ])
    expect(settledFor(bad, later + 2000)).toEqual(['police'])
    const [own] = bad.letters.filter(({ round, redeems }) => round === 1 && !redeems)
    expect(own && wordOnLetter(bad, own)?.result).toBe('satisfied')
    // Before that word, nobody's was bad.
    const settled = steps(bad, [['office', commands.settle]], later + 3000)
    expect(settledFor(settled, later + 1500)).toEqual([])
  })
})

describe('given the one that is not good enough has promised a day', () => {
  it('when it is opened once more, then that promise asks nobody any more', () => {
    const { clocks } = step(answered, 'lead', judge(fine, badly), later)
    expect(clocks).toContainEqual({ kind: 'stop', clock: 'promise', owner: 'police' })
    expect(opened.clocks).not.toContainEqual({ kind: 'stop', clock: 'promise', owner: 'police' })
  })
  const other = step(answered, 'lead', judge(fine, badly), later).matter
  it('when it would keep the promise, then it is asked for a new answer instead', () => {
    expect(refusal(other, 'co', commands.redeem, later)).toBe('suggestion.answer-owed')
    expect(canNow(other, 'redeem', who.co, around(later))).toBe(false)
  })
})

it('given one of two has promised and the other one has not answered, when the day comes, then it may tell', () => {
  const early = steps(separate, answer('co', promised))
  expect(early.state).toBe('assigned')
  expect(canNow(early, 'redeem', who.co, around())).toBe(true)
  expect(step(early, 'co', commands.redeem).matter.state).toBe('assigned')
})

it('given more time was asked for and lapsed with the draft, when it is opened once more, then nobody decides on that', () => {
  const lapsed = steps(separate, [
    ['co', commands.receive],
    ['co', commands.contact],
  ])
  const extension = { departmentId: 'police', askedAt: START, granted: null }
  const asked = steps({ ...lapsed, extension }, [
    ['co', commands.propose],
    ['co', commands.sign],
    ...answer('main'),
  ])
  const again = step(asked, 'lead', judge(badly), later).matter
  const drafted = steps(
    again,
    [
      ['main', talk],
      ['main', commands.propose],
    ],
    later,
  )
  expect(drafted.state).toBe('signing')
  expect(canNow(drafted, 'decide-extension', who.office, around(later))).toBe(false)
})

it('given the lead has left, when a co-signer judges apart in their place, then that decides', () => {
  const seen = { ...around(later), gone: ['li'] }
  const { matter } = decide(answered, judge(badly), who.cosigner, seen)
  expect([matter.state, matter.again, matter.feedbacks.at(-1)?.forLead]).toEqual([
    'redo',
    ['housing'],
    true,
  ])
})

it('given both are good, when they are judged apart, then it is closed', () => {
  const { matter, data } = step(answered, 'lead', judge({ ...fine, result: 'satisfied' }))
  expect([matter.state, satisfactionOf(matter), data.again]).toEqual(['closed', 'fair', undefined])
})

it('given it is judged as a whole, when that is 不满意, then everybody answers once more', () => {
  const { matter } = step(answered, 'lead', { ...commands.rate, ...badly })
  expect([matter.state, matter.again]).toEqual(['redo', undefined])
  expect([taskOf(matter, 'housing'), taskOf(matter, 'police')]).toEqual(['answer', 'answer'])
})

it('given a co-signer judges apart, then it is kept and nothing follows', () => {
  const { matter, clocks } = step(answered, 'cosigner', judge(badly))
  expect([matter.state, matter.again, clocks]).toEqual(['answered', undefined, []])
  expect(matter.feedbacks[0]?.apart).toContainEqual({
    departmentId: 'housing',
    attitude: 'satisfied',
    result: 'dissatisfied',
    reason: '灯还没有装',
  })
})

it('what does not name each of them once, or says no reason, is refused', () => {
  const twice = { act: 'rate', apart: [1, 2].map(() => ({ department: 'housing', ...fine })) }
  const foreign = judge(fine)
  const named = foreign.apart?.map((one) => ({ ...one, department: `${one.department}!` }))
  for (const command of [twice, { ...foreign, apart: named }] as CommandOf<'rate'>[])
    expect(refusal(answered, 'lead', command)).toBe('suggestion.parts-unclear')
  expect(refusal(answered, 'lead', judge({ ...badly, reason: undefined }))).toBe(
    'suggestion.reason-missing',
  )
})

describe('what was said of one letter', () => {
  const of = (matter: Matter, index: number) => {
    const letter = matter.letters[index]
    return letter === undefined ? undefined : wordOnLetter(matter, letter)
  }
  it('when nobody has judged, then nothing; when each was judged apart, then its own words', () => {
    expect([of(answered, 0), of(answered, 1)]).toEqual([null, null])
    expect(of(redo, 0)).toMatchObject({ attitude: 'satisfied', result: 'dissatisfied' })
    expect(of(redo, 1)).toMatchObject(fine)
  })
  it('when another letter has taken its place, then each has the words that were said of it', () => {
    const again = steps(
      redo,
      [
        ['main', talk],
        ['main', commands.propose],
        ['main', commands.sign],
      ],
      later + 1000,
    )
    expect(of(again, 0)).toMatchObject({ result: 'dissatisfied' })
    expect([of(again, 1), of(again, 2)]).toEqual([expect.objectContaining(fine), null])
    const judged = step(again, 'lead', commands.rate, later + 2000).matter
    expect(of(judged, 2)).toMatchObject({ result: 'satisfied' })
    expect(of(judged, 1)).toMatchObject(fine)
  })
})
