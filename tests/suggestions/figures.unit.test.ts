import { percentWords } from '@mashang/shared/core/percent.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import { belongs, sumOf } from '@mashang/shared/suggestions/figures.rules.ts'
import { wasMet } from '@mashang/shared/suggestions/imported.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { promisedNext } from '@mashang/shared/suggestions/promises.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, START, step } from './deciding.ts'
import { bad, matters } from './matters.ts'

describe('面商', () => {
  const { act: _, ...talk } = { ...commands.contact, departmentId: 'housing', at: START }
  const met = (change: object) => wasMet({ contacts: [{ ...talk, files: [], ...change }] })
  it('given somebody in charge saw the representative before the answer, then it counts, else not', () => {
    expect(met({})).toBe(true)
    expect(met({ inCharge: false })).toBe(false)
    expect(met({ way: 'call' })).toBe(false)
    expect(met({ phase: 'after' })).toBe(false)
  })
})

describe('figures', () => {
  const one = {
    state: 'closed' as const,
    class: 'A' as const,
    satisfaction: 'fair' as const,
    firstAssignedAt: 1,
    answeredAt: 5,
    answerDueAt: 5,
    visited: true,
    delivered: null,
    promisedFor: null,
  }
  it('178 of 204 are 87.25 %', () => {
    expect(percentWords({ numerator: 178, denominator: 204 })).toBe('87.25 %')
    expect(percentWords({ numerator: 99_999, denominator: 100_000 })).toBe('99.99 %')
    expect(percentWords({ numerator: 38, denominator: 41 }, 1)).toBe('92.7 %')
    expect(percentWords({ numerator: 9_999, denominator: 10_000 }, 1)).toBe('99.9 %')
    expect(percentWords({ numerator: 7, denominator: 7 })).toBe('100.00 %')
    expect(percentWords({ numerator: 0, denominator: 0 })).toBe('—')
  })
  it('exactly at the due moment is in time; what is not due yet is not owed', () => {
    expect(belongs('timely', one, 9)).toEqual({ denominator: true, numerator: true })
    expect(belongs('timely', { ...one, answeredAt: 6 }, 9).numerator).toBe(false)
    expect(belongs('answered', { ...one, answeredAt: null }, 5).denominator).toBe(false)
    expect(belongs('answered', { ...one, answeredAt: null }, 6)).toEqual({
      denominator: true,
      numerator: false,
    })
  })
  it('what is still within its time is in A 类解决率, and not in what counts of the answered alone', () => {
    const waits = { ...one, state: 'handling' as const, class: null, answeredAt: null }
    const all = [one, { ...one, class: 'C' as const }, waits, { ...waits, answerDueAt: 1 }]
    expect(sumOf('solved', all, 4)).toEqual({ numerator: 1, denominator: 4 })
    expect(sumOf('solvedOfAnswered', all, 4)).toEqual({ numerator: 1, denominator: 2 })
    expect(sumOf('solvedOfAnswered', [waits], 4)).toEqual({ numerator: 0, denominator: 0 })
  })
  it('what was taken back or merged is counted nowhere; silence is not in 满意率', () => {
    expect(sumOf('solved', [{ ...one, state: 'withdrawn' }, one], 9)).toEqual({
      numerator: 1,
      denominator: 1,
    })
    expect(belongs('satisfied', { ...one, satisfaction: null }, 9).denominator).toBe(false)
  })
})

describe('what became of what was promised', () => {
  const take = (matter: Matter, command: SuggestionCommand): Matter =>
    decide(matter, command, { kind: 'department', id: 'housing' }, around()).matter
  const signed = (changes: object): Matter =>
    take(take(matters.handling, { ...commands.propose, ...changes }), commands.sign)
  const B = { class: 'B', promisedFor: '2026-06-30' } as const

  it('given no answer, or class C alone, then nothing was promised', () => {
    expect(deliveredOf(matters.handling)).toBeNull()
    expect(deliveredOf(signed({ class: 'C' }))).toBeNull()
    expect(promisedNext(signed({ class: 'C' }))).toBeNull()
  })

  it('given class A, then its representative’s word of the result decides', () => {
    const answered = signed({})
    expect(deliveredOf(answered)).toBe('pending')
    expect(deliveredOf(step(answered, 'lead', commands.rate).matter)).toBe('done')
    const rude = { ...commands.rate, attitude: 'dissatisfied', reason: '态度不好' } as const
    expect(deliveredOf(step(answered, 'lead', rude).matter)).toBe('done')
    const redo = step(answered, 'lead', bad).matter
    expect(deliveredOf(redo)).toBe('failed')
    // The second answer waits for a word of its own.
    expect(deliveredOf(take(take(redo, commands.propose), commands.sign))).toBe('pending')
    expect(deliveredOf({ ...answered, state: 'closed' })).toBe('unconfirmed')
  })

  it('given the office settled what stayed bad, then it is neither done nor failed', () => {
    const { mediation } = matters
    expect(deliveredOf(mediation)).toBe('failed')
    const settled = decide(mediation, commands.settle, { kind: 'office' }, around()).matter
    expect([settled.state, deliveredOf(settled)]).toEqual(['closed', 'settled'])
  })

  it('given class B, then the answer on the promised day decides', () => {
    const promised = signed(B)
    expect([deliveredOf(promised), promisedNext(promised)]).toEqual([
      'pending',
      Date.parse('2026-06-30T16:00:00Z'),
    ])
    const kept = take(promised, commands.redeem)
    expect([deliveredOf(kept), promisedNext(kept)]).toEqual(['done', null])
    expect(deliveredOf(take(promised, { ...commands.redeem, class: 'C' }))).toBe('failed')
    const later = take(promised, { ...commands.redeem, class: 'B', promisedFor: '2026-09-30' })
    expect(deliveredOf(later)).toBe('pending')
  })

  it('counts in 办成率 from the promised day on', () => {
    const day = Date.parse('2026-06-30T16:00:00Z')
    const open = {
      state: 'closed',
      class: 'B',
      satisfaction: 'fair',
      firstAssignedAt: 1,
      answeredAt: 5,
      answerDueAt: 5,
      visited: true,
      delivered: 'pending',
      promisedFor: day,
    } as const
    expect(belongs('kept', open, day).denominator).toBe(false)
    expect(belongs('kept', open, day + 1)).toEqual({ denominator: true, numerator: false })
    expect(belongs('kept', { ...open, delivered: 'done' }, 9).numerator).toBe(true)
    expect(belongs('kept', { ...open, delivered: null }, day + 1).denominator).toBe(false)
  })
})
