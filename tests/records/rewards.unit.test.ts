import { recordWords } from '@mashang/shared/records/document.rules.ts'
import { entriesOf, type RewardFact } from '@mashang/shared/records/entries.rules.ts'
import { rewardOf, rewardWords, signedBy } from '@mashang/shared/records/reward.rules.ts'
import { describe, expect, it } from 'vitest'

const at = Date.parse('2026-03-02T02:00:00Z')
const fact: RewardFact = {
  id: 'r',
  title: '建议连任',
  giver: signedBy('区人大常委会', '王建国'),
  on: at,
  reason: '五年里建议办成率高',
  createdAt: at,
  reversal: null,
  reversedAt: null,
  kind: 'renomination',
  explained: { period: '2025', lines: ['2025 年：基础分 60 + 走访选民 4 = 64', '走访选民 4 分'] },
}
const sources = {
  activities: [],
  suggestions: [],
  issues: [],
  rewards: [fact],
  papers: [],
  seat: [],
  matters: [],
  rejected: [],
}

describe('a decision about somebody', () => {
  it('given who signed, then that stands behind who decided', () => {
    expect(signedBy('区人大常委会', '王建国')).toBe('区人大常委会（王建国签字）')
    expect(signedBy('区人大常委会', undefined)).toBe('区人大常委会')
  })

  it('given a fact of before there were kinds, then it is a plain reward and refers to no number', () => {
    expect(rewardOf({ rewardId: 'r', on: at })).toEqual({ kind: 'reward', closingId: null })
    expect(rewardOf({ kind: 'nonsense', closingId: 7 })).toEqual({
      kind: 'reward',
      closingId: null,
    })
    expect(rewardOf({ kind: 'merit', closingId: 'c' })).toEqual({ kind: 'merit', closingId: 'c' })
  })

  it('given that it was reversed, then why stands in the place of the reason', () => {
    const line = {
      kind: 'merit' as const,
      giver: '区人大常委会',
      reason: '好',
      reversal: '写错了人',
    }
    expect(rewardWords(line)).toBe('评优评先 · 区人大常委会 · 已撤销：写错了人')
    expect(rewardWords({ ...line, kind: 'reward', reversal: null })).toBe('区人大常委会 · 好')
  })

  it('given a number that it looked at, then that stands beside it, on paper, too', () => {
    const entries = entriesOf(sources)
    expect(entries[0]?.explained?.period).toBe('2025')
    const words = recordWords(
      {
        name: '李婺',
        office: '石拐区人大常委会代表工作委员会',
        basics: [],
        entries,
        remarks: new Map(),
        points: [],
        attachments: [],
        check: [],
      },
      at,
    )
    const lines = words.sections.flatMap((section) => section.lines.map(({ text }) => text))
    expect(lines).toContain(
      '建议连任；连任推荐 · 区人大常委会（王建国签字） · 五年里建议办成率高；参考的积分：2025 年：基础分 60 + 走访选民 4 = 64；走访选民 4 分',
    )
  })
})
