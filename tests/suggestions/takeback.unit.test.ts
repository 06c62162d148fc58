import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, who } from './deciding.ts'
import { matters } from './matters.ts'

const { merged, declined, review, answered, assigned } = matters
const DAY = 86_400_000
const apart = (target: Matter | undefined, given: Matter = merged, now = START) =>
  decide(given, commands.unmerge, who.office, {
    ...around(now),
    ...(target === undefined ? {} : { target }),
  })
const refused = (target: Matter): string => {
  try {
    apart(target)
    return 'done'
  } catch (error) {
    return (error as { kind: { code: string } }).kind.code
  }
}
const anew = (now: number) => [
  {
    kind: 'start',
    clock: 'assign',
    owner: { kind: 'office', id: 'office' },
    from: now,
    span: { unit: 'working-day', count: 7 },
  },
]

describe('撤销并案', () => {
  it('given the other one is not answered, then it lies with the office again, with days of its own', () => {
    const later = START + 9 * DAY
    const { matter, clocks, data } = apart(assigned, { ...merged, countedThere: ['li'] }, later)
    expect([matter.state, matter.mergedInto, matter.endedAt]).toEqual(['review', null, null])
    expect(Object.hasOwn(matter, 'countedThere')).toBe(false)
    expect(matter.remarks.at(-1)).toMatchObject({ act: 'unmerge', at: later })
    expect([clocks, data]).toEqual([anew(later), { from: 'other', leadId: 'li' }])
  })

  it('given the other one is answered, or went on in a third, then it is too late', () => {
    expect(refused(answered)).toBe('suggestion.merge-answered')
    expect(refused(merged)).toBe('suggestion.merge-went-on')
  })

  it('given the other one was declined, withdrawn or is not there, then this one is free', () => {
    for (const target of [declined, matters.withdrawn, undefined])
      expect(apart(target).matter.state).toBe('review')
  })
})

describe('恢复审核', () => {
  it('given it was declined, then it lies with the office again, and counts for who wrote it', () => {
    const { matter, clocks, data } = step(declined, 'office', commands.resume)
    expect([matter.state, matter.declined, matter.endedAt]).toEqual(['review', null, null])
    expect(clocks).toEqual(anew(START))
    expect(data).toEqual({ leadId: 'li', cosignerIds: 'zhang' })
  })

  it('given it was not declined, then there is nothing to resume', () => {
    expect(refusal(review, 'office', commands.resume)).toBe('suggestion.not-now')
  })
})

describe('what others go on in', () => {
  it('is not withdrawn before they are taken out', () => {
    const lead = () =>
      decide(review, commands.withdraw, who.lead, { ...around(), sources: [merged] })
    expect(lead).toThrow(
      expect.objectContaining({
        kind: expect.objectContaining({ code: 'suggestion.others-go-on-here' }),
      }),
    )
  })

  it('takes nothing in while it is being withdrawn', () => {
    const leaving = step(review, 'lead', commands.withdraw).matter
    const into = () => decide(review, commands.merge, who.office, { ...around(), target: leaving })
    expect(into).toThrow(
      expect.objectContaining({
        kind: expect.objectContaining({ code: 'suggestion.merge-leaving' }),
      }),
    )
  })
})
