import { dictionary } from '@mashang/shared/issues/dictionary.model.ts'
import {
  type Dictionary,
  dictionaryChanges,
  firstOffered,
  offeredOf,
  STANDARD_DICTIONARY,
  wordsOf,
} from '@mashang/shared/issues/dictionary.rules.ts'
import { describe, expect, it } from 'vitest'

const copy = (): Dictionary => structuredClone(STANDARD_DICTIONARY)
const changed = (change: (it: Dictionary) => void): Dictionary => {
  const it = copy()
  change(it)
  return it
}
const entry = (of: Dictionary, list: 'kinds' | 'fields', key: string) =>
  of[list].find((one) => one.key === key) as Dictionary['kinds'][number]
const faults = (given: Dictionary) => {
  const result = dictionary.safeParse(given)
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'))
}

describe('the dictionary of a district', () => {
  it('given other words and another order, then they are told in that order', () => {
    const of = changed((it) => {
      entry(it, 'kinds', 'help').word = '帮忙'
      entry(it, 'kinds', 'report').offered = false
      it.kinds.reverse()
    })
    expect(Object.entries(offeredOf(of).kinds)).toEqual([
      ['proposal', '建议'],
      ['complaint', '投诉'],
      ['help', '帮忙'],
      ['consult', '咨询'],
    ])
    expect(wordsOf(of).kinds.report).toBe('举报')
    expect(dictionaryChanges(copy(), of)).toEqual([
      '类别“举报”不再给选',
      '类别“求助”改叫“帮忙”',
      '类别的顺序：建议、举报、投诉、帮忙、咨询',
    ])
    expect(dictionaryChanges(of, copy())).toContain('类别“举报”重新可以选')
    expect(dictionaryChanges(of, structuredClone(of))).toEqual([])
  })

  it('refuses what is empty, doubled, too long, or leaves nothing to choose', () => {
    expect(faults(copy())).toEqual([])
    expect(faults(changed((it) => (entry(it, 'kinds', 'help').word = ' ')))).toEqual([
      'kinds.1.word',
    ])
    expect(faults(changed((it) => (entry(it, 'fields', 'land').word = ' 城建 ')))).toEqual([
      'fields.8.word',
    ])
    expect(faults(changed((it) => (entry(it, 'kinds', 'help').word = '请帮我个忙')))).toEqual([
      'kinds.1.word',
    ])
    const none = changed((it) => {
      for (const one of it.kinds) one.offered = false
    })
    expect(faults(none)).toEqual(['kinds'])
    expect(faults(changed((it) => it.fields.pop()))).toEqual(['fields'])
    const twice = changed((it) =>
      it.fields.splice(0, 1, { ...it.fields[1], word: '别的' } as never),
    )
    expect(faults(twice)).toEqual(['fields'])
  })

  it('guesses stay within what is offered', () => {
    expect(firstOffered(['a', 'b'], null, 'c', 'b')).toBe('b')
    expect(firstOffered(['a', 'b'], null, 'c')).toBe('a')
    expect(firstOffered(undefined, null, 'c')).toBe('c')
  })
})
