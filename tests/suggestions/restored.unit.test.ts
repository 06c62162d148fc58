import type { ResolvedRow } from '@mashang/shared/suggestions/import.rules.ts'
import { importedMatter } from '@mashang/shared/suggestions/imported.rules.ts'
import {
  lettersIssued,
  letterWanted,
  whyNoLetter,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { STANDARD_LETTERS } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { letterOf } from '@mashang/shared/suggestions/letters.rules.ts'
import { describe, expect, it } from 'vitest'
import { departmentNames, START } from './deciding.ts'

/** What came out of a list of an earlier year was issued elsewhere: nothing of it is an original here. */

const day = (iso: string): number => Date.parse(`${iso}T00:00:00+08:00`)
const row: ResolvedRow = {
  row: 3,
  year: 2025,
  number: 1,
  title: '给老旧小区加装路灯',
  text: '六个小区没有路灯。',
  lead: '李婺',
  leadId: 'li',
  cosigners: [],
  cosignerIds: [],
  attendee: null,
  departments: [{ name: '住建局', part: 'lead' }],
  handlers: [{ id: 'housing', name: '住建局', part: 'lead' }],
  submittedAt: day('2025-01-10'),
  assignedAt: day('2025-01-20'),
  dueAt: null,
  answeredAt: day('2025-04-08'),
  letter: '先装三个小区。\n另外三个年底前装好。',
  class: 'B',
  promisedFor: day('2026-01-01'),
  satisfaction: null,
  met: true,
  secret: null,
  existing: null,
}
const imported = (changes: Partial<ResolvedRow> = {}) => ({
  matter: importedMatter({ ...row, ...changes }, (name) => name),
  importedAt: START,
})
const names = {
  number: '石建〔2025〕1号',
  office: '代表工委',
  representative: (id: string) => (id === 'li' ? '李婺' : id),
  department: (id: string) => departmentNames[id] ?? '',
  dueAt: null,
}
const answer = (of = imported(), texts = STANDARD_LETTERS) =>
  letterOf(of, letterWanted(of, 'answer', {}), names, texts)

describe('a suggestion out of a list of an earlier year', () => {
  it('has no 交办单 and no 征求意见表, and says where they are', () => {
    const of = imported()
    for (const kind of ['assignment', 'opinion'] as const) {
      expect(lettersIssued(of, kind)).toEqual([])
      expect(whyNoLetter(of, kind)).toMatch(/从往年的表导入的.*以存档的原件为准。$/)
      expect(() => letterWanted(of, kind, {})).toThrow('以存档的原件为准')
    }
  })

  it('has its answer in the words of the list, marked, with nothing that the list does not say', () => {
    expect(answer()).toEqual({
      name: '答复函（石建〔2025〕1号，补制）',
      mark: '补制：据往年台账录入，原件以存档为准',
      number: '建议编号：石建〔2025〕1号',
      signer: null,
      title: '关于对《给老旧小区加装路灯》的答复',
      to: '李婺代表',
      paragraphs: [
        '先装三个小区。',
        '另外三个年底前装好。',
        '解决程度：B 类。承诺于2025年12月31日前办结。',
      ],
      table: null,
      after: [],
      enclosures: [],
      signature: '住建局',
      date: '2025年4月8日',
      note: null,
      issued: null,
    })
  })

  it('names the day of its assignment only where the list has one of its own', () => {
    const texts = {
      ...STANDARD_LETTERS,
      answerBody: '{标题}于{交办日期}交办。\n{答复内容}\n{建议编号}\n{解决程度}',
    }
    expect(answer(imported(), texts).paragraphs[0]).toContain('2025年1月20日交办')
    const once = imported({ assignedAt: row.submittedAt })
    expect(answer(once, texts).paragraphs.join()).not.toContain('交办')
  })

  it('without the words of its answer has none, and says how they come in', () => {
    for (const of of [imported({ letter: '' }), imported({ answeredAt: null, class: null })]) {
      expect(lettersIssued(of, 'answer')).toEqual([])
      expect(whyNoLetter(of, 'answer')).toContain('往年的表里没有答复原文')
    }
  })

  it('that keeps its promise here has a letter of its own day beside the restored one', () => {
    const of = imported()
    const [first] = of.matter.letters
    if (first === undefined) throw new Error('no letter')
    const told = {
      ...first,
      text: '都装好了。',
      class: 'A' as const,
      promisedFor: null,
      signer: '王建国',
      document: '建函〔2026〕1号',
      signedAt: START,
      redeems: true,
    }
    const after = { ...of, matter: { ...of.matter, letters: [first, told] } }
    expect(lettersIssued(after, 'answer').map(({ mark, inForce }) => [mark, inForce])).toEqual([
      ['restored', false],
      [null, true],
    ])
    expect(letterOf(after, letterWanted(after, 'answer', {}), names)).toMatchObject({
      mark: null,
      number: '建函〔2026〕1号',
      issued: { by: '住建局', on: '2026年3月2日印发' },
    })
    expect(lettersIssued(after, 'opinion')).toHaveLength(1)
  })
})
