import {
  covered,
  holdAtFiling,
  holdInWords,
  holdsNumber,
} from '@mashang/shared/issues/holds.rules.ts'
import { describe, expect, it } from 'vitest'

const filing = { title: '路灯不亮', text: '三号楼南边的路灯坏了两周。', place: '', publish: false }

describe('what the office is asked to look at when it is filed', () => {
  it('nothing, as a rule', () => {
    expect(holdAtFiling(filing)).toBeNull()
  })

  it('a danger, in the title as well as in the words', () => {
    expect(holdAtFiling({ ...filing, text: '楼下有人晕倒了没人管。' })).toBe('danger')
    expect(holdAtFiling({ ...filing, title: '楼道着火了' })).toBe('danger')
  })

  it('a number of somebody, only where it may become public', () => {
    const text = '请打 139 0000 0137 找我。'
    expect(holdAtFiling({ ...filing, text })).toBeNull()
    expect(holdAtFiling({ ...filing, text, publish: true })).toBe('personal')
    expect(holdAtFiling({ ...filing, place: text, publish: true })).toBe('personal')
  })

  it('in what a voter says later, too', () => {
    expect(holdInWords('楼道着火了', false)).toBe('danger')
    expect(holdInWords('打 13900000137', true)).toBe('personal')
    expect(holdInWords('打 13900000137', false)).toBeNull()
  })
})

describe('numbers that belong to somebody', () => {
  it.each([
    '电话13900000137',
    '打139-0000-0137',
    '０１３９ 打１３９００００００００',
    '座机 0472-5660000',
    '身份证150203199003071234',
    '身份证15020319900307123X',
  ])('%s', (text) => {
    expect(holdsNumber(text)).toBe(true)
  })

  it.each([
    '3号楼2单元',
    '2026年11月23日',
    '花了 12000 元',
    '订单 20261123000012345678',
    '打 12345',
  ])('not %s', (text) => {
    expect(holdsNumber(text)).toBe(false)
  })
})

describe('covering', () => {
  it('covers what was selected, character by character', () => {
    expect(covered('老王家的狗', [{ from: 0, to: 2 }])).toBe('▇▇家的狗')
    expect(
      covered('甲乙丙丁', [
        { from: 0, to: 2 },
        { from: 1, to: 3 },
      ]),
    ).toBe('▇▇▇丁')
  })

  it('keeps lines, and covers what is half selected', () => {
    expect(covered('甲\n乙', [{ from: 0, to: 3 }])).toBe('▇\n▇')
    expect(covered('𠮷好', [{ from: 1, to: 2 }])).toBe('▇好')
  })

  it('refuses what lies outside of the text or holds nothing', () => {
    expect(covered('甲乙', [{ from: 1, to: 3 }])).toBeNull()
    expect(covered('甲乙', [{ from: 1, to: 1 }])).toBeNull()
  })

  it('nothing selected changes nothing', () => {
    expect(covered('甲乙', [])).toBe('甲乙')
  })
})
