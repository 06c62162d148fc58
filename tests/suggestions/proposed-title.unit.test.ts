import { holdsNumber } from '@mashang/shared/issues/holds.rules.ts'
import { proposedTitle } from '@mashang/shared/suggestions/proposed-title.rules.ts'
import { suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'

describe('a title for a suggestion, out of what a voter wrote', () => {
  it.each([
    ['3 号楼南边路灯不亮', '关于解决南边路灯不亮问题的建议'],
    ['锦绣小区5号楼门口路灯不亮', '关于解决锦绣小区门口路灯不亮问题的建议'],
    ['锦绣小区十二栋楼下积水', '关于解决锦绣小区下积水问题的建议'],
    ['地铁3号线出口没有电梯', '关于解决地铁3号线出口没有电梯问题的建议'],
    ['大发村到市里的班车太少', '关于解决大发村到市里的班车太少问题的建议'],
    ['路灯坏了五天，晚上看不见路', '关于解决路灯坏了五天问题的建议'],
    ['我们小区没有充电桩', '关于解决小区没有充电桩问题的建议'],
    ['建议给老旧小区加装路灯', '关于给老旧小区加装路灯的建议'],
    ['能不能加一班八点半的公交车？', '关于加一班八点半的公交车的建议'],
    ['反映：井盖松了快一个月…', '关于解决井盖松了快一个月问题的建议'],
    ['关于加装路灯的建议', '关于加装路灯的建议'],
  ])('%s: %s', (words, title) => {
    expect(proposedTitle(words)).toBe(title)
  })

  it.each([
    '我叫王小明，3 号楼路灯不亮',
    '王女士家门口的路灯不亮',
    '路灯不亮请打 13912345678',
    '我是王小明，电话 139 1234 5678，路灯不亮',
    '楼道灯不亮，身份证 150205199001011234',
    '3 号楼 2 单元 501 室漏水没人管',
    '锦绣小区三号楼二单元门口路灯不亮',
    '人民路12号门口路灯不亮',
    '锦绣小区 5-2-501 漏水没人管',
  ])('holds no name, number or door: %s', (words) => {
    const title = proposedTitle(words)
    expect(title).not.toMatch(/王|小明|号楼|单元|501|12|女士/)
    expect(holdsNumber(title)).toBe(false)
    expect(title).not.toMatch(/\d{6}/)
  })

  it('is empty where nothing is left, and never too long', () => {
    for (const words of ['', '13912345678', '我叫王小明', '路灯'])
      expect(proposedTitle(words)).toBe('')
    expect([...proposedTitle('路'.repeat(200))]).toHaveLength(suggestionLimits.title)
  })
})
