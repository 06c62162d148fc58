import { voterWords } from '@mashang/shared/issues/voter-name.rules.ts'
import { describe, expect, it } from 'vitest'

describe('what a representative sees of a voter', () => {
  it.each([
    ['王秀兰', 'ms', '王女士'],
    ['王', 'mr', '王先生'],
    ['王秀兰', undefined, '王某'],
    ['欧阳修', 'mr', '欧阳先生'],
    ['欧阳', 'mr', '欧先生'],
    ['司马相如', undefined, '司马某'],
    ['那顺巴雅尔', 'mr', '那先生'],
    ['阿拉坦其其格', undefined, '阿某'],
    ['斯琴·巴特尔', 'mr', '斯先生'],
    ['𠅤小兰', 'ms', '𠅤女士'],
    ['ᠨᠠᠷᠠᠨ', 'ms', '一位群众'],
    ['Wang', 'mr', '一位群众'],
    ['139', undefined, '一位群众'],
    ['👍', undefined, '一位群众'],
  ] as const)('%s, %s → %s', (name, salutation, expected) => {
    expect(voterWords({ name, salutation, phone: '13900000137' }, false)).toBe(expected)
  })

  it('given a voter who stays hidden, then nothing of the name is left', () => {
    expect(voterWords({ name: '欧阳修', salutation: 'mr' }, true)).toBe('匿名')
  })

  it('given no name, with a phone or without, then the voter is anonymous', () => {
    expect(voterWords(undefined, false)).toBe('匿名')
    expect(voterWords({ phone: '13900000137' }, false)).toBe('匿名')
  })
})
