import { experienceOf, type Handled, hintFor } from '@mashang/shared/suggestions/hints.rules.ts'
import { describe, expect, it } from 'vitest'

const handled = (changes: Partial<Handled>): Handled => ({
  title: '关于给老旧小区加装路灯的建议',
  departmentId: 'housing',
  answeredAt: 10,
  answerDueAt: 20,
  satisfaction: 'satisfied',
  ...changes,
})

describe('who has handled the like of it', () => {
  it('given nothing alike, then there is no hint', () => {
    expect(hintFor('发展温室蔬菜', experienceOf([handled({})]))).toBeNull()
    expect(hintFor('发展温室蔬菜', [])).toBeNull()
  })

  it('given only the place is alike, or words that every title has, then there is no hint', () => {
    const food = handled({ title: '五当沟村小餐饮店食品安全', departmentId: 'market' })
    expect(hintFor('五当沟牧道安全桥加护栏', experienceOf([food]))).toBeNull()
    expect(hintFor('关于五当沟村的建议', experienceOf([food]))).toBeNull()
    expect(hintFor('关于加强校园安全管理的建议', experienceOf([food]))).toBeNull()
    // The same matter somewhere else is alike.
    const elsewhere = hintFor('关于加强固阳镇小餐饮店食品安全的建议', experienceOf([food]))
    expect(elsewhere?.departmentId).toBe('market')
  })

  it('given two departments had the same, then none is proposed', () => {
    const both = [handled({}), handled({ departmentId: 'roads' })]
    expect(hintFor('关于给老旧小区加装路灯的建议', experienceOf(both))).toBeNull()
  })

  it('given several alike, then the most alike names the department, and its own are counted', () => {
    const experience = experienceOf([
      handled({ title: '关于给老旧小区加装电梯的建议', departmentId: 'market' }),
      handled({ answeredAt: 30 }),
      handled({ title: '关于给三个老旧小区加装路灯的建议', satisfaction: 'dissatisfied' }),
      handled({ title: '关于给村里加装路灯的建议', answeredAt: null, satisfaction: null }),
    ])
    expect(hintFor('关于给老旧小区加装路灯的建议', experience)).toEqual({
      departmentId: 'housing',
      because: '关于给老旧小区加装路灯的建议',
      like: 3,
      answered: 2,
      inTime: 1,
      judged: 2,
      satisfied: 1,
    })
  })
})
