import {
  type ClassesSaid,
  classEditions,
} from '@mashang/shared/suggestions/class-editions.rules.ts'
import { answerClasses, type ClassWords } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'

const shipped: ClassWords = { ...answerClasses }
const own: ClassWords = { ...answerClasses, A: '办成了', C: '说明了' }
const said = (at: number, words: ClassWords | null): ClassesSaid => ({ at, accountId: 'wu', words })

describe('editions of how a district says A, B and C', () => {
  it('are those that changed something, the newest first, each with what it changed', () => {
    const editions = classEditions([
      said(1, shipped),
      said(2, own),
      said(3, null),
      said(4, own),
      said(5, { ...own, B: '列入计划' }),
    ])
    expect(editions).toEqual([
      {
        version: 3,
        at: 5,
        accountId: 'wu',
        content: { ...own, B: '列入计划' },
        changes: [`B 类“${answerClasses.B}”改成“列入计划”`],
        backTo: null,
      },
      {
        version: 2,
        at: 2,
        accountId: 'wu',
        content: own,
        changes: [`A 类“${answerClasses.A}”改成“办成了”`, `C 类“${answerClasses.C}”改成“说明了”`],
        backTo: null,
      },
    ])
    expect(classEditions([])).toEqual([])
  })

  it('name the one that they say anew', () => {
    const editions = classEditions([said(1, own), said(2, shipped), said(3, own)])
    expect(editions.map(({ version, backTo }) => [version, backTo])).toEqual([
      [4, 2],
      [3, 1],
      [2, null],
    ])
  })
})
