import { departmentsLike } from '@mashang/shared/suggestions/department-guesses.rules.ts'
import { describe, expect, it } from 'vitest'

const guesses = (name: string, ...departments: string[]): string[] =>
  departmentsLike(
    name,
    departments.map((one) => ({ name: one })),
    '石拐区',
  ).map((one) => one.name)

const DISTRICT = [
  '住房和城乡建设局',
  '教育体育局',
  '发展和改革委员会',
  '人力资源和社会保障局',
  '卫生健康委员会',
  '城市管理综合行政执法局',
  '市场监督管理局',
  '财政局',
  '水务局',
]

describe('which department a name may mean', () => {
  it.each([
    ['住建局', '住房和城乡建设局'],
    ['区住建局', '住房和城乡建设局'],
    ['石拐区住建局', '住房和城乡建设局'],
    ['住建委', '住房和城乡建设局'],
    ['教育局', '教育体育局'],
    ['体育局', '教育体育局'],
    ['教体局', '教育体育局'],
    ['发改委', '发展和改革委员会'],
    ['人社局', '人力资源和社会保障局'],
    ['卫健委', '卫生健康委员会'],
    ['卫健局', '卫生健康委员会'],
    ['城管局', '城市管理综合行政执法局'],
    ['市监局', '市场监督管理局'],
    ['住房城乡建设局', '住房和城乡建设局'],
    ['区人力资源社会保障局', '人力资源和社会保障局'],
  ])('given %s, then %s', (name, meant) => {
    expect(guesses(name, ...DISTRICT)).toEqual([meant])
  })

  it('given a list in full and a district that shortens, then the same the other way round', () => {
    expect(guesses('住房和城乡建设局', '住建局', '财政局')).toEqual(['住建局'])
  })

  it('given words in another order or one more of them, then what is much alike', () => {
    expect(guesses('文化和旅游局', '文化旅游广电局', '财政局')).toEqual(['文化旅游广电局'])
  })

  it('given several, then the nearest first, and whoever begins otherwise behind', () => {
    expect(guesses('城管局', '城市管理综合行政执法局', '城市管理局')).toEqual([
      '城市管理局',
      '城市管理综合行政执法局',
    ])
    expect(guesses('教育局', '体育教育局', '教育体育局')).toEqual(['教育体育局', '体育教育局'])
    expect(guesses('住建委', '住房和城乡建设局', '住房和城乡建设委员会')).toEqual([
      '住房和城乡建设委员会',
      '住房和城乡建设局',
    ])
  })

  it('given many, then no more than three', () => {
    expect(guesses('建设局', '建设一局', '建设二局', '建设三局', '建设四局')).toHaveLength(3)
  })

  it.each(['自然资源局', '水利局', '财正局', '局', '农牧局'])(
    'given %s, then nothing is made up',
    (name) => {
      expect(guesses(name, ...DISTRICT)).toEqual([])
    },
  )
})
