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
