import { holdsNumber } from '@mashang/shared/issues/holds.rules.ts'
import { guessTitle } from '@mashang/shared/issues/title.rules.ts'
import { proposedTitle } from '@mashang/shared/suggestions/proposed-title.rules.ts'
import { suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'

describe('a title for a suggestion, out of what a voter wrote', () => {
  it.each([
    ['3 号楼南边路灯不亮', '关于解决南边路灯不亮问题的建议'],
    ['锦绣小区5号楼门口路灯不亮', '关于解决锦绣小区门口路灯不亮问题的建议'],
    ['锦绣小区十二栋楼下积水', '关于解决锦绣小区楼下积水问题的建议'],
    ['地铁3号线出口没有电梯', '关于解决地铁3号线出口没有电梯问题的建议'],
    ['大发村到市里的班车太少', '关于解决大发村到市里的班车太少问题的建议'],
    ['路灯坏了五天，晚上看不见路', '关于解决路灯坏了五天问题的建议'],
    ['我们小区没有充电桩', '关于解决小区没有充电桩问题的建议'],
    ['建议给老旧小区加装路灯', '关于给老旧小区加装路灯的建议'],
    ['能不能加一班八点半的公交车？', '关于加一班八点半的公交车的建议'],
    ['反映：井盖松了快一个月…', '关于解决井盖松了快一个月问题的建议'],
    ['关于加装路灯的建议', '关于加装路灯的建议'],
    ['3号楼道灯坏了', '关于解决楼道灯坏了问题的建议'],
    ['锦绣小区5号楼的路灯不亮', '关于解决锦绣小区的路灯不亮问题的建议'],
    ['5号楼的路灯不亮', '关于解决路灯不亮问题的建议'],
    ['小区三栋楼没有电梯', '关于解决小区三栋楼没有电梯问题的建议'],
    ['有120户没有天然气', '关于解决有120户没有天然气问题的建议'],
    ['村里15号停水没有通知', '关于解决村里15号停水没有通知问题的建议'],
    ['早上7-9点堵车', '关于解决早上7-9点堵车问题的建议'],
    ['3-5岁的孩子没有地方玩', '关于解决3-5岁的孩子没有地方玩问题的建议'],
    ['第3单元教学内容太难', '关于解决第3单元教学内容太难问题的建议'],
    ['5号楼2025年建成，还没有通气', '关于解决2025年建成问题的建议'],
    ['锦绣小区5-2漏水', '关于解决锦绣小区漏水问题的建议'],
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

  it.each([
    '5号楼2单元501漏水没人管',
    '5号楼501漏水没人管',
    '5#楼2单元—501漏水没人管',
    '3幢502漏水没人管',
    '三号楼二单元五零一漏水没人管',
    '幸福村三组12号漏水没人管',
    'A座1203漏水没人管',
    '501房漏水没人管',
    '2-501漏水没人管',
  ])('keeps no flat: %s', (words) => {
    expect(proposedTitle(words)).toMatch(/^关于解决(?:幸福村)?漏水没人管问题的建议$/)
  })

  it.each([
    '13号楼和14号楼之间的路灯不亮',
    '5号楼、6号楼路灯不亮',
    '在3号楼有个大坑',
    '从5号楼到大门口的路坏了',
    '建议给5号楼加装电梯',
    'A座1203漏水',
  ])('is empty where a stump is left: %s', (words) => {
    expect(proposedTitle(words)).toBe('')
  })

  it('of a title that was cut says the whole clause, not a stump', () => {
    const text =
      '李代表您好，实验小学南门口到公交站那一段一公里长的马路一直没有斑马线和减速带，孩子放学过马路很危险。'
    const title = guessTitle(text)
    expect(title).toMatch(/…$/)
    expect(proposedTitle(title, text)).toBe(
      '关于解决实验小学南门口到公交站那一段一公里长的马路一直没有斑马线和减速带问题的建议',
    )
    // Whoever reads the matter may not read its words as they were.
    expect(proposedTitle(title, '另一段话')).not.toBe('')
  })

  it('is empty where nothing is left, and never too long', () => {
    for (const words of ['', '13912345678', '我叫王小明', '路灯'])
      expect(proposedTitle(words)).toBe('')
    expect([...proposedTitle('路'.repeat(50))]).toHaveLength(suggestionLimits.title - 1)
    expect(proposedTitle('路'.repeat(200))).toBe('')
  })
})
