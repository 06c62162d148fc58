import {
  baseWords,
  itemWords,
  plainExplained,
  plainSum,
  ruleWords,
} from '@mashang/shared/points/explain.rules.ts'
import { describe, expect, it } from 'vitest'

type Item = Parameters<typeof itemWords>[0]
type Plain = Parameters<typeof plainSum>[0]

const rule = {
  title: '代表建议',
  cap: null,
  period: 'year',
  review: 'none',
  least: null,
  facts: [{ fact: 'suggestion.submitted', points: 3 }],
}
const scored = (...states: string[]) =>
  states.map((state) => ({ state, full: 3, entry: { fact: 'suggestion.submitted' } }))
const item = (given: object): string =>
  itemWords({ rule, scored: [], shortfall: 0, ...given } as unknown as Item)

describe('the words beside a number', () => {
  it('say how many, how many wait, and what is missing', () => {
    expect(item({})).toBe('还没有')
    expect(item({ scored: scored('counted', 'capped', 'pending', 'rejected') })).toBe(
      '2 件，每件 +3，到了上限，1 件等核对',
    )
    const facts = [...rule.facts, { fact: 'suggestion.class-a', points: 1 }]
    expect(item({ rule: { ...rule, facts }, scored: scored('counted') })).toMatch(/^\S+ 1 件$/)
    const least = { ...rule, least: { count: 2 } }
    expect(item({ rule: least, version: 0, shortfall: -1 })).toBe('全年不到 2 件，−1（自带规则）')
    expect(item({ rule: least, version: 2, shortfall: -1 })).toMatch(/（第 2 版规则）$/)
    expect(item({ rule, shortfall: -1 })).toBe('还没有')
    expect(item({ rule: least })).toBe('还没有')
  })

  it('given a rule that changed in the middle of the year, then what each fact gave by its own', () => {
    const [one, other] = scored('counted', 'counted')
    expect(item({ scored: [{ ...one, full: 1 }, other] })).toBe('1 件 +1，1 件 +3')
    const facts = [...rule.facts, { fact: 'suggestion.class-a', points: 1 }]
    const some = scored('counted', 'counted', 'capped')
    expect(item({ rule: { ...rule, facts }, scored: [{ ...one, full: 1 }, ...some] })).toBe(
      '提出代表建议 1 件 +1、3 件 +3，到了上限',
    )
  })

  it('given a fact that the last version counts no longer, then it stands there all the same', () => {
    const gone = { state: 'counted', full: 2, entry: { fact: 'suggestion.cosigned' } }
    expect(item({ scored: [...scored('counted'), gone] })).toBe(
      '提出代表建议 1 件，附议代表建议 1 件',
    )
  })

  it('say by which rule, and its cap', () => {
    const by = (given: object, version = 0): string =>
      ruleWords({
        rule: { ...rule, ...given },
        version,
        entry: { fact: 'suggestion.submitted' },
      } as never)
    expect(by({ review: 'station' })).toMatch(/ \+3 分，代表所在的家站核对后才计分$/)
    expect(by({})).toMatch(/^自带规则“代表建议”：.* \+3 分$/)
    expect(by({ cap: 15 }, 2)).toMatch(/^第 2 版规则“代表建议”：.* \+3 分，.*最多 15 分$/)
    expect(by({ facts: [] })).toMatch(/ 0 分$/)
    expect(ruleWords({ rule: null, version: 3 } as never)).toBe(
      '第 3 版规则里没有这种事，只记事，不计分',
    )
  })

  it('given an item for the committee, then its facts, the oldest first', () => {
    const entry = (day: string) => ({
      at: `${day}T02:00:00.000Z`,
      matterId: day,
      words: `提出${day}`,
      points: 3,
      state: 'counted',
      rule: '第 2 版规则“代表建议”：提出代表建议 +3 分',
    })
    const told = plainExplained(
      {
        words: '2 件',
        entries: [entry('2026-03-02'), entry('2026-01-05')],
      } as never,
      new Map([['2026-01-05', '石拐建〔2026〕3 号']]),
    )
    expect(told).toMatch(
      /^2 件；2026年1月5日提出2026-01-05（石拐建〔2026〕3 号） \+3（.+，第 2 版规则）；2026年3月2日提出2026-03-02 \+3（.+）$/,
    )
  })

  it('given the base, then by which version everybody has it', () => {
    expect(baseWords({ base: 60, version: 0, seated: true })).toBe('自带规则：每人 60 分')
    expect(baseWords({ base: 50, version: 3, seated: true })).toBe('第 3 版规则：每人 50 分')
  })

  it('given a whole account, then how it adds up, without what is nothing', () => {
    const items = [
      { title: '代表建议', points: 8 },
      { title: '培训', points: 0 },
      { title: '答复晚了', points: -1 },
    ]
    const account = { base: 60, items } as unknown as Plain
    expect(plainSum(account, null, 67)).toBe('基础分 60 + 代表建议 8 − 答复晚了 1 = 67')
    expect(plainSum(account, 5, 72)).toBe('基础分 60 + 代表建议 8 − 答复晚了 1 + 年终核定 5 = 72')
  })
})
