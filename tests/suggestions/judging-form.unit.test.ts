import { isFilled, sentOf, type Values } from '@mashang/client/suggestions/filled.ts'
import {
  isAsked,
  judgementSent,
  judgingButton,
  judgingFields,
  judgingNote,
} from '@mashang/client/suggestions/judging-form.ts'
import type { SuggestionView } from '@mashang/client/suggestions/suggestions.query.ts'
import { describe, expect, it } from 'vitest'

const person = (id: string) => ({ id, name: id })
const view = (given: object): SuggestionView =>
  ({
    state: 'answered',
    papers: [],
    judging: [],
    feedbacks: [],
    letters: [],
    decides: true,
    ...given,
  }) as never
const said = (own: boolean, until: string | null | undefined) => ({
  own,
  paper: until === undefined ? null : { signedOn: '2026-03-02', until },
})

describe('given somebody who may say their word', () => {
  it('when it ended before they did, then it is a word of their own, and nobody waits for it', () => {
    const late = view({ state: 'closed', feedbacks: [said(false, '2026-04-01T16:00:00Z')] })
    expect([judgingButton(late), isAsked(late)]).toEqual(['评价', false])
    expect(judgingNote(late)).not.toContain('代录')
  })

  it('when a promise was told again after it had ended, then it is a word on that answer', () => {
    const letters = [{ redeems: false }, { redeems: true }]
    const retold = view({ state: 'closed', feedbacks: [said(true, undefined)], letters })
    expect([judgingButton(retold), isAsked(retold)]).toEqual(['评价这次的答复', false])
  })

  it('when theirs was entered from paper, then it says what it takes the place of, in every state', () => {
    for (const state of ['answered', 'closed', 'redo']) {
      const replacing = view({ state, feedbacks: [said(true, '2026-04-01T16:00:00Z')] })
      expect([judgingButton(replacing), isAsked(replacing)]).toEqual(['改成自己评价', false])
      expect(judgingNote(replacing)).toContain('代替代表工委按纸质意见表代录的那一次')
    }
  })

  it('when they are asked for the first time, or again, then it is waited for', () => {
    expect(isAsked(view({}))).toBe(true)
    expect(isAsked(view({ feedbacks: [said(true, null), said(true, undefined)] }))).toBe(true)
  })
})

describe('given a word that decides nothing', () => {
  it('when it is said, then neither a redo nor a mediation is said to follow', () => {
    for (const round of [0, 1])
      for (const judging of [[], [person('housing'), person('water')]]) {
        const note = judgingNote(view({ decides: false, round, judging }))
        expect(note).toMatch(/记在案里，不会引起重办。$/)
        expect(note).not.toContain('协调')
      }
  })

  it('when its paper is entered, then it is the papers that count', () => {
    const papers = (...decide: boolean[]) =>
      decide.map((decides) => ({ ...person('li'), judging: [], decides }))
    expect(judgingNote(view({ decides: false, papers: papers(false) }))).toContain('不会引起重办')
    expect(judgingNote(view({ decides: false, papers: papers(true, false) }))).toContain(
      '会重办一次',
    )
  })
})

describe('given that it was redone once', () => {
  it('when it is judged again, then no second redo is promised', () => {
    for (const judging of [[], [person('housing'), person('water')]]) {
      expect(judgingNote(view({ round: 0, judging }))).toContain('重办一次')
      const redone = judgingNote(view({ round: 1, judging }))
      expect(redone).toContain('由代表工委协调，不再重办')
      expect(redone).not.toContain('重办一次')
    }
  })

  it('when a word takes the place of one from before the redo, then that round counts', () => {
    const feedbacks = [{ ...said(true, '2026-04-01T16:00:00Z'), round: 0 }]
    expect(judgingNote(view({ state: 'redo', round: 1, feedbacks }))).toContain('会重办一次')
  })
})

describe('given somebody who says 不满意', () => {
  const ready = (judging: object[], values: Values): boolean =>
    isFilled(judgingFields(view({ judging })), values)

  it('when they give no reason, then there is nothing to send yet', () => {
    const bad: Values = { attitude: 'satisfied', result: 'dissatisfied' }
    expect(ready([], bad)).toBe(false)
    expect(ready([], { ...bad, reason: '  ' })).toBe(false)
    expect(ready([], { ...bad, reason: '灯没有亮' })).toBe(true)
    expect(ready([], { attitude: 'satisfied', result: 'fair' })).toBe(true)
  })

  it('when several answered, then whose answer it is said of needs the reason', () => {
    const words = (of: string, result: string): Values => ({
      [`${of} attitude`]: 'fair',
      [`${of} result`]: result,
    })
    const two = [person('housing'), person('police')]
    const both = { ...words('housing', 'fair'), ...words('police', 'dissatisfied') }
    expect(ready(two, both)).toBe(false)
    expect(ready(two, { ...both, 'housing reason': '好' })).toBe(false)
    expect(ready(two, { ...both, 'police reason': '没有来' })).toBe(true)
  })
})

it('given the papers of two who are asked about different answers, then each is asked about theirs', () => {
  const suggestion = view({
    papers: [
      { ...person('li'), judging: [person('housing'), person('police')] },
      { ...person('zhang'), judging: [] },
    ],
  })
  const fields = judgingFields(suggestion)
  const paper = { signedOn: '2026-03-02' }
  const zhang: Values = {
    of: 'zhang',
    ...paper,
    'zhang attitude': 'fair',
    'zhang result': 'satisfied',
    // Begun for the other one, and hidden since.
    'li police result': 'dissatisfied',
  }
  expect(isFilled(fields, zhang)).toBe(true)
  expect(judgementSent(sentOf(fields, zhang), suggestion)).toEqual({
    paper: { of: 'zhang', ...paper },
    attitude: 'fair',
    result: 'satisfied',
  })
  const li: Values = { ...zhang, of: 'li' }
  expect(isFilled(fields, li)).toBe(false)
  for (const key of ['li housing attitude', 'li housing result', 'li police attitude'])
    li[key] = 'satisfied'
  expect(isFilled(fields, li)).toBe(false)
  li['li police reason'] = '没有来'
  expect(isFilled(fields, li)).toBe(true)
  expect(judgementSent(sentOf(fields, li), suggestion)).toEqual({
    paper: { of: 'li', ...paper },
    apart: [
      { department: 'housing', attitude: 'satisfied', result: 'satisfied' },
      { department: 'police', attitude: 'satisfied', result: 'dissatisfied', reason: '没有来' },
    ],
  })
})
