import { sentenceOf } from '@mashang/shared/suggestions/suggestions.timeline.ts'
import { describe, expect, it } from 'vitest'

const told = (act: string, who: string, more: object = {}, data: object = {}) =>
  sentenceOf({ at: 0, type: `suggestion.${act}`, who, data: { ...data }, ...more })

describe('what happened, told in a sentence', () => {
  it('of several departments that were judged apart, the worst is nobody’s word', () => {
    const said = { attitude: 'satisfied', result: 'dissatisfied', next: 'redo' }
    expect(told('rate', '李婺代表', {}, said)).toContain('（态度满意，结果不满意）')
    expect(told('rate', '李婺代表', { apart: true, again: '住建局' }, said)).toBe(
      '李婺代表作了评价（各单位里最差的：态度满意，结果不满意），由住建局再答复一次。',
    )
  })

  it('given again to others: to whom, and who has it no more', () => {
    const given = { departments: '住建局（主办）、农牧局（会办）' }
    expect(told('assign', '代表工委', given, { again: true })).toBe(
      '代表工委重新交办给住建局（主办）、农牧局（会办），答复期限仍从第一次交办算。',
    )
    const lost = { ...given, lost: '公安局' }
    expect(told('assign', '代表工委', lost, { again: true })).toBe(
      '代表工委重新交办给住建局（主办）、农牧局（会办），公安局不再办，答复期限仍从第一次交办算。',
    )
    expect(told('reassign', '代表工委', lost)).toBe(
      '代表工委改交给住建局（主办）、农牧局（会办），公安局不再办，答复期限仍从第一次交办算。',
    )
    expect(told('assign', '代表工委', lost, { again: true, answered: true })).toBe(
      '代表工委重新交办给住建局（主办）、农牧局（会办），公安局不再办，承办单位都已答复，请代表评价。',
    )
  })

  it('a one-time link: to whom, and no jargon', () => {
    expect(told('link-made', '代表工委', { departments: '公安局' })).toBe(
      '代表工委给公安局生成了一次性链接，由代表工委自己发给它。',
    )
    expect(told('link-taken', '公安局')).toBe('公安局打开一次性链接办起来了，以后在那台设备上办。')
    expect(told('link-moved', '公安局')).toBe('公安局换了一台设备接着办。')
  })
})
