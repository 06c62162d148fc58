import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import {
  lettersIssued,
  letterWanted,
  whyNoLetter,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { letterOf as wordsOf } from '@mashang/shared/suggestions/letters.rules.ts'
import type { LetterKind } from '@mashang/shared/suggestions/letters.words.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { defaultPeriods } from '@mashang/shared/suggestions/periods.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, departmentNames, here, matters, START, steps, who } from './matters.ts'

const LATER = Date.parse('2026-03-11T02:00:00Z')
const names = {
  number: '石建〔2026〕1号',
  office: '代表工委',
  representative: (id: string) => (id === 'li' ? '李婺' : id),
  department: (id: string) => departmentNames[id] ?? '',
  dueAt: Date.parse('2026-06-02T16:00:00Z') as number | null,
}
const { answered, assigned, review } = matters
const letterOf = (matter: Matter, kind: LetterKind, of = names, key?: string) =>
  wordsOf(here(matter), letterWanted(here(matter), kind, { key }), of)
const issued = (matter: Matter, kind: LetterKind) =>
  lettersIssued(here(matter), kind).map(({ key }) => letterOf(matter, kind, names, key))
/** As answers were before departments gave their own numbers, and as lists of earlier years have them. */
const unnumbered = (of: Matter): Matter => ({
  ...of,
  letters: of.letters.map(({ document: _, ...letter }) => letter),
})
/** As it was assigned before a handler kept the days of its 交办单. */
const termless = (of: Matter): Matter => ({
  ...of,
  handlers: of.handlers.map(({ terms: _, ...handler }) => handler),
})
/** The days that a 交办单 names. */
const daysOf = (matter: Matter, nth = 0): (readonly string[])[] | undefined =>
  issued(matter, 'assignment')[nth]?.table?.rows.map(({ cells }) => cells.map(({ text }) => text))
const two: Matter = {
  ...answered,
  handlers: answered.handlers.map((one) => ({ ...one, part: 'separate' as const })),
  letters: answered.letters.flatMap((one) => [
    one,
    {
      ...one,
      departmentId: 'police',
      departmentName: '公安局',
      signedAt: START + 86_400_000,
      document: '公函〔2026〕7号',
      signer: null,
      class: 'B',
      said: '正在解决，或列入计划',
      promisedFor: Date.parse('2026-12-31T16:00:00Z'),
    },
  ]),
}

describe('the letters of a suggestion', () => {
  it('are there when there is something to say', () => {
    expect(whyNoLetter(here(review), 'assignment')).toBe('还没有交办，交办以后才有交办单。')
    expect(whyNoLetter(here(assigned), 'assignment')).toBeNull()
    expect(whyNoLetter(here(assigned), 'answer')).toBe('还没有签发的答复，签发以后才有答复函。')
    expect(whyNoLetter(here(answered), 'opinion')).toBeNull()
  })

  it('given another lead, then the new assignment says that it counts instead of the earlier one', () => {
    const command: SuggestionCommand = {
      act: 'reassign',
      lead: 'farming',
      co: ['police'],
      separate: [],
      reason: '归它管',
    }
    const { matter } = decide(assigned, command, who.office, around(LATER))
    const [first, second] = issued(matter, 'assignment')
    expect(first?.paragraphs.join()).not.toContain('以本单为准')
    expect(second?.paragraphs.at(-1)).toBe(
      '承办单位有调整，现为农牧局（主办）、公安局（会办）；2026年3月2日的交办单中写的承办单位，以本单为准。',
    )
  })

  it('given an assignment, then to whom, of what, until when', () => {
    const letter = letterOf(termless({ ...assigned, text: '第一段\n\n  第二段 ' }), 'assignment')
    expect(letter).toEqual({
      name: '交办单（石建〔2026〕1号）',
      number: '石建〔2026〕1号',
      signer: null,
      mark: null,
      title: '代表建议交办单',
      to: '住建局（主办）、公安局（会办）',
      table: null,
      after: [],
      enclosures: [],
      signature: '代表工委',
      date: '2026年3月2日',
      note: null,
      issued: { by: '代表工委', on: '2026年3月2日印发' },
      paragraphs: [
        `现将李婺代表提出、zhang代表附议的《${assigned.title}》交你们单位办理。`,
        '第一段',
        '第二段',
        '请于2026年6月2日前答复代表，答复前应当和代表沟通；代表的联系方式请向我委索取。',
        '认为不属于本单位职责的，请在规定的期限内向我委说明理由，不得自行转交。',
      ],
    })
    const open = letterOf(termless(assigned), 'assignment', { ...names, dueAt: null })
    expect(open.paragraphs.at(-2)).toBe(
      '请于法定期限内答复代表，答复前应当和代表沟通；代表的联系方式请向我委索取。',
    )
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

  it('given a form for the opinion, then what is known stands in it', () => {
    const letter = letterOf(two, 'opinion')
    expect(letter).toMatchObject({ to: '李婺代表', signature: '代表工委', date: '2026年3月3日' })
    expect(letter.issued?.on).toBe('2026年3月3日印发')
    expect([letter.paragraphs.length, letter.after.length]).toEqual([1, 1])
    expect(letter.table?.columns.reduce((sum, width) => sum + width, 0)).toBe(156)
    const rows = letter.table?.rows ?? []
    expect(rows.map(({ cells }) => cells.map(({ text }) => text).join('|'))).toEqual([
      '建议编号|石建〔2026〕1号|领衔代表|李婺代表',
      `建议题目|${two.title}`,
      '承办单位|住建局、公安局',
      '沟通情况|住建局：面商（2026年3月2日，负责人在场）；公安局：没有记下沟通',
      '答复日期|2026年3月3日|解决程度|A 类、B 类',
      '对办理态度|住建局：□ 满意　□ 基本满意　□ 不满意',
      '对办理态度|公安局：□ 满意　□ 基本满意　□ 不满意',
      '对办理结果|住建局：□ 满意　□ 基本满意　□ 不满意',
      '对办理结果|公安局：□ 满意　□ 基本满意　□ 不满意',
      '意见和建议|',
      '代表签名||日期|　年　月　日',
    ])
    for (const { cells } of rows) {
      expect(cells[0]?.label).toBe(true)
      expect(cells.reduce((sum, { across = 1 }) => sum + across, 0)).toBe(4)
    }
  })

  it('given it was judged, then the form says how, of each answer, by whom and when; the blank one stays', () => {
    const said: Matter = {
      ...two,
      feedbacks: [
        {
          representativeId: 'li',
          round: 0,
          attitude: 'fair',
          result: 'dissatisfied',
          reason: null,
          at: Date.parse('2026-03-05T02:00:00Z'),
          apart: [
            { departmentId: 'housing', attitude: 'satisfied', result: 'satisfied', reason: null },
            { departmentId: 'police', attitude: 'fair', result: 'dissatisfied', reason: '没有划' },
          ],
        },
      ],
    }
    const all = lettersIssued(here(said), 'opinion')
    expect(all.map(({ inForce }) => inForce)).toEqual([false, true])
    const { name: _, ...blank } = letterOf(two, 'opinion')
    expect(letterOf(said, 'opinion', names, 'all')).toMatchObject(blank)
    const filled = letterOf(said, 'opinion')
    expect(filled).toMatchObject({ to: '李婺代表', date: '2026年3月3日' })
    expect(filled.name).toContain('李婺代表2026年3月5日的评价')
    const rows = filled.table?.rows ?? []
    expect(rows.slice(5).map(({ cells }) => cells.map(({ text }) => text).join('|'))).toEqual([
      '对办理态度|住建局：■ 满意　□ 基本满意　□ 不满意',
      '对办理态度|公安局：□ 满意　■ 基本满意　□ 不满意',
      '对办理结果|住建局：■ 满意　□ 基本满意　□ 不满意',
      '对办理结果|公安局：□ 满意　□ 基本满意　■ 不满意',
      '意见和建议|公安局：没有划',
      '代表签名|李婺代表（系统里评价）|日期|2026年3月5日',
    ])
    const onPaper: Matter = {
      ...answered,
      feedbacks: [
        {
          representativeId: 'zhang',
          round: 0,
          attitude: 'satisfied',
          result: 'fair',
          reason: '再亮些',
          at: Date.parse('2026-03-05T02:00:00Z'),
          paper: { signedOn: '2026-03-04', until: 0 },
        },
      ],
    }
    // Whoever co-signed decides nothing: the lead's form is still to be filled in.
    expect(lettersIssued(here(onPaper), 'opinion').map(({ inForce }) => inForce)).toEqual([
      true,
      true,
    ])
    const key = lettersIssued(here(onPaper), 'opinion')[1]?.key
    const last = letterOf(onPaper, 'opinion', names, key).table?.rows.at(-1)
    expect(last?.cells.map(({ text }) => text).join('|')).toContain(
      '照纸质意见表代录）|日期|2026年3月4日',
    )
  })

  it('given one of two answers was made anew, then that one alone is asked about', () => {
    const again: Matter = {
      ...two,
      round: 1,
      again: ['police'],
      letters: two.letters.map((one) =>
        one.departmentId === 'police' ? { ...one, round: 1 } : one,
      ),
    }
    const rows = letterOf(again, 'opinion').table?.rows ?? []
    const words = rows.map(({ cells }) => cells.map(({ text }) => text).join('|'))
    expect(words.slice(2, 7)).toEqual([
      '承办单位|公安局',
      '沟通情况|没有记下沟通',
      '答复日期|2026年3月3日|解决程度|B 类',
      '对办理态度|□ 满意　□ 基本满意　□ 不满意',
      '对办理结果|□ 满意　□ 基本满意　□ 不满意',
    ])
  })

  it('given one leads and another stands beside it, then the form names both, and the talks of before', () => {
    const [talk] = answered.contacts
    if (talk === undefined) throw new Error('no talk was noted')
    const said = (contacts: Matter['contacts']) =>
      letterOf({ ...answered, contacts }, 'opinion')
        .table?.rows.slice(2, 4)
        .map(({ cells }) => cells[1]?.text)
    expect(said([talk])).toEqual(['住建局、公安局（会办）', '面商（2026年3月2日，负责人在场）'])
    const call = { ...talk, way: 'call', on: '2026-03-01', inCharge: false } as const
    const both = '电话（2026年3月1日）、面商（2026年3月2日，负责人在场）'
    expect(said([talk, call])?.[1]).toBe(both)
    // What came after the form, and what there was not, is not in it.
    expect(said([talk, { ...call, at: LATER }])?.[1]).toBe('面商（2026年3月2日，负责人在场）')
    const never = { representativeId: 'li', never: true, text: null, at: START }
    expect(said([{ ...talk, dispute: never }])?.[1]).toBe('代表说没有沟通过，还没有核定')
    const weighed = { ...never, weighed: { stands: false, reason: '没有去', at: START } }
    expect(said([{ ...talk, dispute: weighed }])?.[1]).toBe('没有记下沟通')
    expect(said([{ ...talk, dispute: { ...never, at: LATER } }])?.[1]).toBe(
      '面商（2026年3月2日，负责人在场）',
    )
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

  it('given a key one, then the assignment names who watches it; one that was issued before does not', () => {
    const key = { leader: '王主任', post: '常委会副主任', reason: '反映集中', at: START }
    const watched = '这件列为重点督办建议，由常委会副主任王主任督办。'
    expect(letterOf({ ...assigned, key }, 'assignment').paragraphs.at(-2)).toBe(watched)
    for (const at of [START + 1, LATER]) {
      const later = { ...assigned, key: { ...key, at } }
      expect(letterOf(later, 'assignment')).toEqual(letterOf(assigned, 'assignment'))
    }
  })

  it('given it went to another one later, then that one’s letter has its own day, and the first keeps its', () => {
    const other = steps(
      assigned,
      [['office', { act: 'reassign', lead: 'housing', co: ['farming'], separate: [] }]],
      LATER,
    )
    expect(issued(other, 'assignment')).toMatchObject([
      {
        to: '住建局（主办）、公安局（会办）',
        date: '2026年3月2日',
        issued: { on: '2026年3月2日印发' },
      },
      { to: '农牧局（会办）', date: '2026年3月11日', issued: { on: '2026年3月11日印发' } },
    ])
  })

  it('given an assignment, then it names every day that begins with it, and where the answer’s comes from', () => {
    const days = daysOf(assigned)
    expect(days).toEqual([
      ['交办日期', '2026年3月2日'],
      ['退回期限', '2026年3月9日前（5 个工作日）'],
      ['沟通期限', '2026年3月30日前（20 个工作日）'],
      ['会办意见期限', '2026年4月2日前（1 个月）'],
      ['答复期限', '2026年6月2日前（法定 3 个月）'],
    ])
    const body = letterOf(assigned, 'assignment', { ...names, dueAt: null }).paragraphs
    expect(body.at(-2)).toContain('请于2026年6月2日前答复代表')
    const shorter = { ...defaultPeriods, answerMonths: 2, returnDays: 7 }
    const own = decide(matters.review, commands.assign, who.office, {
      ...around(START),
      periods: shorter,
    }).matter
    expect(daysOf(own)).toContainEqual(['退回期限', '2026年3月11日前（7 个工作日）'])
    expect(daysOf(own)).toContainEqual(['答复期限', '2026年5月6日前（本区定 2 个月）'])
  })

  it('given nobody has the table of the year yet, then its days are said by what they count', () => {
    const none = { ...around(START), calendar: workCalendar({ ...shippedCalendar, years: {} }) }
    const early = decide(matters.review, commands.assign, who.office, none).matter
    expect(daysOf(early)?.slice(1)).toEqual([
      ['退回期限', '5 个工作日内'],
      ['沟通期限', '20 个工作日内'],
      ['会办意见期限', '最早到 2026年4月2日，放假安排公布后可能顺延（1 个月）'],
      ['答复期限', '最早到 2026年6月2日，放假安排公布后可能顺延（法定 3 个月）'],
    ])
  })

  it('given more time, then who had it keeps the days of its day, and who comes later has the longer one', () => {
    const granted = steps(matters.handling, [
      ['main', commands['ask-extension']],
      ['office', commands['decide-extension']],
      ['co', commands.object],
    ])
    expect(daysOf(granted)).toEqual(daysOf(assigned))
    const moved = steps(
      granted,
      [['office', { ...commands.assign, lead: 'farming', co: [] }]],
      LATER,
    )
    expect(daysOf(moved, 1)).toContainEqual(['答复期限', '2026年9月2日前（同意延期后共 6 个月）'])
    expect(daysOf(moved)).toEqual(daysOf(assigned))
  })

  it('given more time, then the assignment keeps its first deadline; one that comes later has the new one', () => {
    const asked = steps(matters.handling, [['main', commands['ask-extension']]])
    const granted = decide(asked, commands['decide-extension'], who.office, around(LATER)).matter
    const dueAt = Date.parse('2026-09-02T16:00:00Z')
    const due = (matter: Matter) =>
      letterOf(termless(matter), 'assignment', { ...names, dueAt }).paragraphs.at(-2)
    expect(due(granted)).toContain('请于2026年6月2日前答复代表')
    const late = granted.handlers.map((one) => ({ ...one, assignedAt: LATER + 1 }))
    expect(due({ ...granted, handlers: late })).toContain('请于2026年9月2日前答复代表')
    // Of what was granted before its deadline was kept, the present one is all that is known.
    const {
      decidedAt: _,
      dueBefore: __,
      ...old
    } = granted.extension as NonNullable<Matter['extension']>
    expect(due({ ...granted, extension: old })).toContain('请于2026年9月2日前答复代表')
  })
})
