import { letterWanted } from '@mashang/shared/suggestions/issued-letters.rules.ts'
import {
  faultOfLetterText,
  filledLetter,
  letterTextChanges,
} from '@mashang/shared/suggestions/letter-texts.rules.ts'
import {
  letterTextKeys,
  letterTextWords,
  STANDARD_LETTERS,
} from '@mashang/shared/suggestions/letter-texts.words.ts'
import { letterOf } from '@mashang/shared/suggestions/letters.rules.ts'
import { describe, expect, it } from 'vitest'
import { here } from './deciding.ts'
import { matters } from './matters.ts'

const names = {
  number: '石建〔2026〕1号',
  office: '代表工委',
  representative: (id: string) => (id === 'li' ? '李婺' : id),
  department: (id: string) => (id === 'housing' ? '住建局' : '公安局'),
  dueAt: Date.parse('2026-06-02T16:00:00Z'),
}

describe('the words of a letter, as an office may write them', () => {
  it.each(letterTextKeys)('what the system came with is right: %s', (key) => {
    expect(faultOfLetterText(key, STANDARD_LETTERS[key])).toBeNull()
  })

  it.each([
    ['answerTitle', '', '答复函的标题：不能空着。'],
    ['opinionAfter', '', null],
    [
      'answerTitle',
      `关于《{标题}》的答复${'。'.repeat(60)}`,
      '答复函的标题：太长了，最多 60 个字。',
    ],
    ['answerTitle', '关于《{标题}》\n的答复', '答复函的标题：只写一行。'],
    ['answerTitle', '关于一件建议的答复', '答复函的标题：里面要有 {标题}。'],
    ['answerBody', '{答复内容}\n解决程度：{解决程度}', '答复函的正文：里面要有 {建议编号}。'],
    [
      'opinionBody',
      '<b>请评价</b>',
      '征求意见表表格前面的话：只写文字，不要写网页代码（尖括号里的标记）。',
    ],
    [
      'assignmentTitle',
      '交办单{答复期限}',
      '交办单的标题：“{答复期限}”填不出来；能用的只有 {建议编号}、{标题}、{领衔代表}。',
    ],
    [
      'assignmentBody',
      '《{标题}》：{建议内容}\n{答复期限}',
      '交办单的正文：{建议内容} 有好几段，要自己占一行，前后不写别的。',
    ],
    [
      'assignmentBody',
      '《{标题}》\n{建议内容}\n请于{答复期限}答复，由{督办领导}督办。',
      '交办单的正文：{督办领导} 没有内容时整段不印，不要和 {答复期限} 写在同一段，请另起一行。',
    ],
  ] as const)('%s: what is wrong is one sentence that says where', (key, text, fault) => {
    expect(faultOfLetterText(key, text)).toBe(fault)
  })

  it('a place that is begun and not ended is none', () => {
    expect(faultOfLetterText('opinionBody', '请评价{标题')).toContain('“{标题”填不出来')
  })

  it('every place that is offered is filled in; what a person wrote is never read as one', () => {
    const matter = { ...matters.answered, title: '把 {标题} 写成 {建议编号}' }
    const all = (kind: 'assignment' | 'answer' | 'opinion') => {
      const places = letterTextWords[`${kind}Body`].places
      const body = places.map((place) => `{${place}}`).join('\n')
      return letterOf(here(matter), letterWanted(here(matter), kind, {}), names, {
        ...STANDARD_LETTERS,
        [`${kind}Body`]: body,
      })
    }
    for (const kind of ['assignment', 'answer', 'opinion'] as const) {
      const { paragraphs } = all(kind)
      expect(paragraphs).toContain('把 {标题} 写成 {建议编号}')
      expect(paragraphs.join('')).not.toMatch(/undefined|null|\{主办单位\}/)
    }
    expect(all('assignment').paragraphs).toContain('公安局')
    expect(all('answer').paragraphs).toEqual(expect.arrayContaining(['A 类', '建函〔2026〕1号']))
  })

  it('a paragraph with nothing to say is left out', () => {
    const values = { 督办领导: null, 标题: '修桥' } as unknown as Parameters<typeof filledLetter>[1]
    expect(filledLetter('由{督办领导}督办。\n\n 《{标题}》 ', values)).toEqual(['《修桥》'])
  })

  it('what is another now is named', () => {
    const after = { ...STANDARD_LETTERS, opinionAfter: '', answerTitle: '答复：{标题}' }
    expect(letterTextChanges(STANDARD_LETTERS, after)).toEqual([
      '答复函的标题：答复：{标题}',
      '征求意见表表格后面的话：（空）',
    ])
  })
})
