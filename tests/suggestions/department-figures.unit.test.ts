import { countedOf, firstSigned } from '@mashang/shared/suggestions/department-figures.rules.ts'
import { extensionOutcome } from '@mashang/shared/suggestions/extension.rules.ts'
import type { Counted } from '@mashang/shared/suggestions/figures.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { commands, START, steps } from './deciding.ts'
import { bad, handling, matters, separate } from './matters.ts'

const row: Counted = {
  state: 'closed',
  class: 'C',
  satisfaction: 'dissatisfied',
  firstAssignedAt: 1,
  answeredAt: 2,
  answerDueAt: 3,
  visited: true,
  delivered: 'failed',
  promisedFor: 4,
}
const counted = (matter: Matter, own: string) => countedOf(row, matter, own)

describe('a suggestion in the figures of one department', () => {
  it('is none of whoever only helps, or has no part', () => {
    expect(counted(matters.answered, 'police')).toBeNull()
    expect(counted(matters.answered, 'farming')).toBeNull()
  })

  it('has its own answer, word and talk in the place of the whole’s', () => {
    expect(counted(matters.closed, 'housing')).toEqual({
      ...row,
      class: 'A',
      satisfaction: 'satisfied',
      answeredAt: START,
      visited: true,
      delivered: 'done',
      promisedFor: null,
    })
    expect(counted(handling, 'housing')).toEqual({
      ...row,
      class: null,
      satisfaction: null,
      answeredAt: null,
      visited: false,
      delivered: null,
      promisedFor: null,
    })
  })

  it('of several that answer apart each answers for itself', () => {
    const apart = steps(separate, [
      ['main', commands.receive],
      ['main', commands.contact],
      ['main', { ...commands.propose, class: 'B', promisedFor: '2026-06-30' }],
      ['main', commands.sign],
      ['co', commands.receive],
    ])
    expect(counted(apart, 'housing')).toMatchObject({
      class: 'B',
      satisfaction: null,
      answeredAt: START,
      visited: true,
      delivered: 'pending',
      promisedFor: Date.parse('2026-06-30T16:00:00Z'),
    })
    expect(counted(apart, 'police')).toMatchObject({
      class: null,
      answeredAt: null,
      visited: false,
      delivered: null,
    })
  })

  it('is answered when the first letter was signed, and not by a draft', () => {
    const again = steps(matters.redo, [['main', commands.propose]], START + 1)
    const twice = steps(again, [['main', commands.sign]], START + 2)
    expect([firstSigned(matters.signing, 'housing'), firstSigned(twice, 'police')]).toEqual([
      null,
      null,
    ])
    expect([firstSigned(again, 'housing'), firstSigned(twice, 'housing')]).toEqual([START, START])
    expect(counted(steps(twice, [['lead', bad]], START + 3), 'housing')).toMatchObject({
      satisfaction: 'dissatisfied',
      answeredAt: START,
    })
  })
})

describe('what became of a question for more time', () => {
  const asked = { granted: null, until: null, said: null, lapsed: null }
  it.each([
    [{}, '等代表工委定'],
    [{ lapsed: 'drafted' }, '答复已经拟好，不用再定'],
    [{ lapsed: 'taken', granted: true }, '承办单位已经调整，不用再定'],
    [{ granted: false }, '没有同意延期，请按期答复'],
    [{ granted: false, said: '时间够' }, '没有同意延期，请按期答复。时间够'],
    [{ granted: true }, '同意延期'],
    [{ granted: true, said: '要等化冻' }, '同意延期。要等化冻'],
    [{ granted: true, until: '2026-06-30T16:00:00.000Z' }, '同意延期，答复延到 2026年6月30日前'],
  ] as const)('given %j, then "%s"', (more, words) => {
    expect(extensionOutcome({ ...asked, ...more })).toBe(words)
  })
})
