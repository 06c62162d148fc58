import { Failure } from '@mashang/shared/core/errors.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  awaitsRelease,
  settlementReleased,
  toLookThrough,
  unreleasedParts,
} from '@mashang/shared/suggestions/publishing.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, steps, who } from './deciding.ts'
import { matters } from './matters.ts'

describe('what is released', () => {
  const released = steps(matters.closed, [['office', commands.publish]])
  const code = (matter: Matter, more: object = {}, unwilling = 0): unknown => {
    try {
      return decide(matter, { ...commands.publish, ...more }, who.office, {
        ...around(),
        unwilling,
      }).data
    } catch (error) {
      if (error instanceof Failure) return [error.kind.code, error.details.detail]
      throw error
    }
  }
  it('is answered, not kept inside, and not released already', () => {
    expect(released.publishedAt).toBe(START)
    expect(code(released)).toEqual(['suggestion.already-done', undefined])
    expect(code({ ...matters.closed, secret: true })).toEqual(['suggestion.secret', undefined])
    expect(code({ ...matters.closed, answeredAt: null })).toEqual([
      'suggestion.not-answered',
      undefined,
    ])
    const down = step(released, 'office', commands.unpublish).matter
    expect([down.publishedAt, down.remarks.at(-1)]).toEqual([
      null,
      { act: 'unpublish', text: '里面有住址', at: START },
    ])
    expect(refusal(matters.closed, 'office', commands.unpublish)).toBe('suggestion.not-public')
  })

  it('is looked through where it has numbers, doors, or a voter who did not agree', () => {
    const numbers = { ...matters.closed, text: '请打 13900000137' }
    const doors = { ...matters.closed, title: '锦绣社区3号楼2单元501室漏水' }
    expect(code(numbers)).toEqual(['suggestion.numbers-told', undefined])
    expect(code(doors)).toEqual(['suggestion.doors-told', undefined])
    expect(code(matters.closed, {}, 1)).toEqual(['suggestion.voter-unwilling', undefined])
    expect(code({ ...numbers, title: doors.title })).toEqual([
      'suggestion.numbers-told',
      expect.any(String),
    ])
    expect(code(numbers, { evenSo: true }, 2)).toEqual({
      evenSo: true,
      unwilling: 2,
      numbers: true,
    })
    expect(code(doors, { evenSo: true })).toEqual({ evenSo: true, doors: true })
    expect(code(matters.closed)).toEqual({})
    expect(toLookThrough(matters.closed, 0)).toEqual([])
    const named = {
      ...matters.closed,
      files: [{ id: 'a', name: '13900000137.pdf' }],
    } as unknown as Matter
    expect(code(named)).toEqual(['suggestion.numbers-told', undefined])
    const [letter] = matters.closed.letters
    const answered = {
      ...matters.closed,
      letters: [{ ...letter, text: '请打 13900000137' }],
    } as Matter
    expect(code(answered)).toEqual(['suggestion.numbers-told', undefined])
  })

  it('waits for another release where something came since', () => {
    expect(unreleasedParts(released)).toEqual([])
    const [letter] = released.letters
    const later = { ...released, letters: [{ ...letter, signedAt: START + 1 }] } as Matter
    expect([unreleasedParts(later), awaitsRelease(later)]).toEqual([['answer'], true])
    expect(awaitsRelease(released)).toBe(false)
    expect(
      [matters.closed, matters.answered, matters.redo, matters.review].map(awaitsRelease),
    ).toEqual([true, true, false, false])
    expect(awaitsRelease({ ...matters.closed, secret: true })).toBe(false)
    expect(awaitsRelease({ ...matters.closed, answeredAt: null })).toBe(false)
    const settled = step(matters.mediation, 'office', commands.settle).matter
    const at = (publishedAt: number | null) => ({ ...settled, publishedAt })
    expect(settlementReleased(at(START))?.text).toBe(commands.settle.text)
    expect([settlementReleased(at(START - 1)), settlementReleased(at(null))]).toEqual([
      undefined,
      undefined,
    ])
    expect(unreleasedParts(at(START - 1))).toContain('settlement')
    expect([unreleasedParts(at(START)), unreleasedParts(at(null))]).toEqual([[], []])
  })
})

describe('what the office decides before it is handled', () => {
  it('sends it back, declines or merges it with its reason, and nothing of it runs', () => {
    const { review } = matters
    const over = [{ kind: 'stop-all' }]
    const returned = step(review, 'office', commands.return)
    expect([returned.matter.state, returned.data, returned.clocks]).toEqual(['returned', {}, over])
    const declined = step(review, 'office', commands.decline)
    expect(declined.matter).toMatchObject({
      state: 'declined',
      declined: 'private',
      endedAt: START,
    })
    expect([declined.data, declined.clocks]).toEqual([{ why: 'private' }, over])
    const merged = step(review, 'office', commands.merge)
    expect(merged.matter).toMatchObject({ state: 'merged', mergedInto: 'other', endedAt: START })
    expect([merged.data, merged.clocks]).toEqual([{ into: 'other' }, over])
    for (const { matter } of [returned, declined, merged])
      expect(matter.remarks).toMatchObject([{ at: START }])
    const leaving = step(matters.review, 'lead', commands.withdraw).matter
    expect(() =>
      decide(review, commands.merge, who.office, { ...around(), target: leaving }),
    ).toThrow('merge-leaving')
  })

  it('ends what nobody judged in time, and not before', () => {
    const close = (feedbackDueAt: number | null, now: number) =>
      decide(matters.answered, commands.close, who.office, around(now, feedbackDueAt))
    const { matter, clocks } = close(START, START + 1)
    expect([matter.state, matter.endedAt]).toEqual(['closed', START + 1])
    expect(clocks).toEqual([{ kind: 'stop', clock: 'feedback' }])
    expect(() => close(START, START)).toThrow('feedback-open')
    expect(() => close(null, START)).toThrow('feedback-open')
  })

  it('refuses to take it back from one department after the other', () => {
    const clock = (at: number) => ({ kind: 'start', clock: 'assign', from: at })
    const { objected } = matters
    const { matter, data, clocks } = step(objected, 'office', commands.reject)
    expect([matter.state, matter.objection, data]).toEqual([
      'assigned',
      null,
      { departmentId: 'housing' },
    ])
    expect(clocks).toEqual([{ kind: 'stop', clock: 'assign' }])
    const two = { ...objected, moreObjections: [{ departmentId: 'police', at: START + 5 }] }
    const first = step(two, 'office', { ...commands.reject, department: 'housing' })
    expect(first.matter.objection?.departmentId).toBe('police')
    expect(first.clocks).toMatchObject([{ kind: 'stop', clock: 'assign' }, clock(START + 5)])
    expect(refusal(objected, 'office', { ...commands.reject, department: 'police' })).toBe(
      'suggestion.objection-moved',
    )
  })
})
