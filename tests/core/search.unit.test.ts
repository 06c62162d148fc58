import { searchRank } from '@mashang/shared/core/search.rules.ts'
import { describe, expect, it } from 'vitest'

const wang = {
  name: '王秀兰',
  pinyin: 'wang xiu lan',
  initials: 'wxl',
  places: ['锦绣社区', null],
}

describe('how well somebody answers to what a voter typed', () => {
  it.each([
    ['', 0],
    [' · ', 0],
    ['王秀兰', 0],
    ['王 秀·兰', 0],
    ['王秀', 1],
    ['秀兰', 2],
    ['wxl', 1],
    ['Wang Xiu Lan', 1],
    ['wx', 3],
    ['wangx', 3],
    ['xiulan', 4],
    ['lan', 4],
    ['iu', null],
    ['锦绣', 5],
    ['李', null],
    ['wxl1', null],
  ])('given %j, then %s', (typed, rank) => {
    expect(searchRank(typed, wang)).toBe(rank)
  })

  it('given a place in letters, then it is found, after the names', () => {
    expect(searchRank('abc', { ...wang, places: ['ABC 大厦'] })).toBe(5)
    expect(searchRank('锦', { ...wang, places: [null] })).toBeNull()
  })
})
