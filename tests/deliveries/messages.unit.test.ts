import { HOUR } from '@mashang/shared/core/clock.ts'
import {
  stepWords,
  type Told,
  timeOf,
  titleOf,
  toldLine,
} from '@mashang/shared/deliveries/messages.rules.ts'
import { describe, expect, it } from 'vitest'

/** 10:32 in the district. */
const NOW = Date.parse('2026-11-24T02:32:00Z')
const told = (change: Partial<Told> = {}): Told => ({
  kind: 'issue.arrived',
  number: '0213 号',
  dueAt: null,
  data: {},
  ...change,
})

describe('a step in a few words', () => {
  it('names the hours where they are known, and none that are not', () => {
    expect(stepWords(told({ kind: 'clock.reminded', data: { hours: 12 } }))).toBe(
      '已过 12 小时，还没有答复',
    )
    const unknown: Record<string, string | null>[] = [{}, { hours: null }, { hours: '12' }]
    for (const data of unknown)
      expect(stepWords(told({ kind: 'clock.reminded', data }))).toBe('已过 一段时间，还没有答复')
  })
})

describe('a line', () => {
  it('given no matter and no clock, then it says the step alone', () => {
    expect(toldLine(told({ kind: 'system.alarm', number: null }), NOW)).toBe('系统有事需要处理')
    expect(toldLine(told(), NOW)).toBe('0213 号：新来一件反映')
  })
})

describe('a time where a template must have one', () => {
  it('is until when it is due, else now', () => {
    expect(timeOf(told({ dueAt: NOW + HOUR }), NOW)).toBe('11月24日 11:32 前')
    expect(timeOf(told(), NOW)).toBe('11月24日 10:32')
  })
})

describe('a title', () => {
  it('given nothing, or one about no matter, then it is the system’s', () => {
    expect(titleOf([], NOW)).toBe('码上代表')
    expect(titleOf([told({ kind: 'system.alarm', number: null })], NOW)).toBe(
      '码上代表：系统有事需要处理',
    )
  })

  const of = (...due: (number | null)[]): string =>
    titleOf(
      due.map((dueAt) => told({ dueAt })),
      NOW,
    )

  it.each([
    ['no clock', [null, null], '码上代表：2 条提醒'],
    ['time enough', [null, NOW + 5 * HOUR], '码上代表：2 条提醒'],
    ['more than four hours', [null, NOW + 4 * HOUR + 1], '码上代表：2 条提醒'],
    ['just four hours', [null, NOW + 4 * HOUR], '码上代表：2 条提醒，1 件 4 小时内到期'],
    ['due this very moment', [null, NOW], '码上代表：2 条提醒，1 件 4 小时内到期'],
    ['a moment late', [null, NOW - 1], '码上代表：2 条提醒，1 件超期'],
    ['both late', [NOW - 1, NOW - HOUR], '码上代表：2 条提醒，2 件超期'],
    ['one of each', [NOW - 1, NOW + 1], '码上代表：2 条提醒，1 件超期，1 件 4 小时内到期'],
  ])('of many, %s', (_what, due, words) => {
    expect(of(...due)).toBe(words)
  })
})
