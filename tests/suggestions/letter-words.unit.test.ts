import {
  lettersIssued,
  letterWanted,
  whyNoLetter,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { describe, expect, it } from 'vitest'
import { commands, here, steps } from './deciding.ts'
import { issued, LATER, letterOf, two, unnumbered } from './letter-matters.ts'
import { matters } from './matters.ts'

const { answered, assigned, review } = matters

describe('the letters of a suggestion', () => {
  it('are there when there is something to say', () => {
    expect(whyNoLetter(here(review), 'assignment')).toBe('还没有交办，交办以后才有交办单。')
    expect(whyNoLetter(here(assigned), 'assignment')).toBeNull()
    expect(whyNoLetter(here(assigned), 'answer')).toBe('还没有签发的答复，签发以后才有答复函。')
    expect(whyNoLetter(here(answered), 'opinion')).toBeNull()
  })

  it('given an answer of one department, then its number and signer above, its words, its class', () => {
    const letter = letterOf(answered, 'answer')
    expect(letter).toMatchObject({
      number: '建函〔2026〕1号',
      signer: '局长王建国',
      title: `关于对《${answered.title}》的答复`,
      paragraphs: [
        '您提出的建议（石建〔2026〕1号）收悉，现答复如下：',
        '六个小区 5 月底前装好。',
        '解决程度：A 类（已经解决、采纳，或今年能解决）。',
        '会办单位：公安局',
      ],
      to: '李婺、zhang代表',
    })
  })

  it('given an answer that says how far it is, then its class does, too', () => {
    const letters = answered.letters.map((one) => ({ ...one, solved: 'adopted' as const }))
    expect(letterOf({ ...answered, letters }, 'answer').paragraphs).toContain(
      '解决程度：A 类（已经解决、采纳，或今年能解决）；这一件：建议已经采纳。',
    )
  })

  it('given an answer without a number of its own, then its letter is what it always was', () => {
    const letter = letterOf(unnumbered(answered), 'answer')
    expect(letter).toMatchObject({
      number: '建议编号：石建〔2026〕1号',
      signer: null,
      title: `关于对《${answered.title}》的答复`,
      to: '李婺、zhang代表',
      signature: '住建局',
      date: '2026年3月2日',
      issued: { by: '住建局', on: '2026年3月2日印发' },
      paragraphs: [
        '六个小区 5 月底前装好。',
        '解决程度：A 类（已经解决、采纳，或今年能解决）。',
        '会办单位：公安局',
        '签发：局长王建国',
      ],
    })
  })

  it('given answers of two, then each department has a letter of its own, complete', () => {
    expect(issued(two, 'answer')).toMatchObject([
      {
        name: '答复函（石建〔2026〕1号，住建局，建函〔2026〕1号）',
        number: '建函〔2026〕1号',
        signer: '局长王建国',
        paragraphs: [
          '您提出的建议（石建〔2026〕1号）收悉，现答复如下：',
          '六个小区 5 月底前装好。',
          '解决程度：A 类（已经解决、采纳，或今年能解决）。',
        ],
        signature: '住建局',
        date: '2026年3月2日',
        issued: { by: '住建局', on: '2026年3月2日印发' },
      },
      {
        name: '答复函（石建〔2026〕1号，公安局，公函〔2026〕7号）',
        number: '公函〔2026〕7号',
        paragraphs: [
          '您提出的建议（石建〔2026〕1号）收悉，现答复如下：',
          '六个小区 5 月底前装好。',
          '解决程度：B 类（正在解决，或列入计划）。承诺于2026年12月31日前办结。',
        ],
        signature: '公安局',
        date: '2026年3月3日',
        issued: { by: '公安局', on: '2026年3月3日印发' },
      },
    ])
  })

  it('given nobody says which of two, then a department has its own, and others are asked', () => {
    const own = (id: string) => letterWanted(here(two), 'answer', { own: id }).departments
    expect([own('housing'), own('police')]).toEqual([['housing'], ['police']])
    expect(() => letterWanted(here(two), 'answer', {})).toThrow('请在这件建议的页面上选要哪一份')
    expect(() => letterWanted(here(two), 'answer', { key: 'farming.1' })).toThrow('没有这一份')
  })

  it('given an answer was made anew, and told again on the promised day, then the earlier ones are there', () => {
    const again = steps(
      matters.redo,
      [
        [
          'main',
          { ...commands.propose, text: '补装三个小区。', class: 'B', promisedFor: '2026-05-31' },
        ],
        ['main', { ...commands.sign, document: '建函〔2026〕8号' }],
        ['main', { ...commands.redeem, document: '建函〔2026〕20号' }],
      ],
      LATER,
    )
    expect(lettersIssued(here(again), 'answer').map(({ key, inForce }) => [key, inForce])).toEqual([
      ['housing.1', false],
      ['housing.2', false],
      ['housing.3', true],
    ])
    expect(issued(again, 'answer')).toMatchObject([
      { number: '建函〔2026〕1号', date: '2026年3月2日' },
      { number: '建函〔2026〕8号', date: '2026年3月11日' },
      { number: '建函〔2026〕20号', date: '2026年3月11日' },
    ])
    expect(letterOf(again, 'answer').number).toBe('建函〔2026〕20号')
  })

  it('given files, then they are named before the signature; given a secret one, then a note says so', () => {
    const file = (name: string) => ({ id: name, name, type: 'application/pdf' as const, size: 9 })
    const of = (...names_: string[]) =>
      letterOf({ ...assigned, files: names_.map(file) }, 'assignment').enclosures
    expect(of()).toEqual([])
    expect(of('现状.pdf')).toEqual(['附件：现状'])
    expect(of('现状.pdf', '位置图.v2.pdf')).toEqual(['附件：1. 现状', '　　　2. 位置图.v2'])
    for (const kind of ['assignment', 'answer', 'opinion'] as const)
      expect(letterOf({ ...answered, secret: true }, kind).note).toBe('（此件不公开）')
  })
})
