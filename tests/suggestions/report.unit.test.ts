import { classOf, satisfactionOf } from '@mashang/shared/suggestions/answers.rules.ts'
import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import { wasMet } from '@mashang/shared/suggestions/imported.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { promisedNext } from '@mashang/shared/suggestions/promises.rules.ts'
import { type ReportItem, reportOf } from '@mashang/shared/suggestions/report.rules.ts'
import { sumsByDepartment, totalOf } from '@mashang/shared/suggestions/report-departments.rules.ts'
import { answerClasses } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'
import { commands, departmentNames, START, steps } from './deciding.ts'
import { bad, matters, separate } from './matters.ts'

/** The end of 20 June and of 30 June, as days are promised and due. */
const JUNE_20 = Date.parse('2026-06-20T16:00:00Z')
const JUNE_30 = Date.parse('2026-06-30T16:00:00Z')
const NOW = Date.parse('2026-06-25T02:00:00Z')

const item = (number: string, matter: Matter, more: Partial<ReportItem> = {}): ReportItem => ({
  number,
  matter,
  state: matter.state,
  class: classOf(matter),
  satisfaction: satisfactionOf(matter),
  firstAssignedAt: matter.firstAssignedAt,
  answeredAt: matter.answeredAt,
  answerDueAt: JUNE_20,
  visited: wasMet(matter),
  delivered: deliveredOf(matter),
  promisedFor: promisedNext(matter),
  owed: matter.answeredAt === null,
  dueAt: JUNE_20,
  ...more,
})

const titled = (title: string, matter: Matter, more: Partial<Matter> = {}): Matter => ({
  ...matter,
  title,
  ...more,
})
const answer = (by: 'main' | 'co', letter: object = {}) =>
  [
    [by, commands.receive],
    [by, commands.contact],
    [by, { ...commands.propose, ...letter }],
    [by, commands.sign],
  ] as const
const B = { class: 'B', promisedFor: '2026-06-20' } as const

const report = (items: readonly ReportItem[], more: object = {}) =>
  reportOf({
    year: 2026,
    now: NOW,
    district: '石拐区',
    office: '石拐区人大常委会代表工委',
    items,
    figures: [{ words: '答复率', meaning: '答复的', numerator: 1, denominator: 4 }],
    departments: ['police', 'housing', 'farming'],
    department: (id) => departmentNames[id] ?? '',
    classes: answerClasses,
    ...more,
  })
const section = (items: readonly ReportItem[], heading: string, more: object = {}) =>
  report(items, more).sections.find((one) => one.heading.startsWith(heading))
const rows = (items: readonly ReportItem[], heading: string) =>
  section(items, heading)?.table?.rows.slice(1)

describe('the report of a year says', () => {
  it('whose it is, to whom, and of which time', () => {
    const { sections, ...around } = report([])
    expect(around).toEqual({
      name: '2026年代表建议办理情况报告',
      title: '石拐区2026年\n代表建议办理情况报告',
      to: '石拐区人民代表大会常务委员会',
      opening:
        '现将2026年1月1日至6月25日代表建议、批评和意见的办理情况报告如下。各项数字按编号为2026年的建议统计，算到2026年6月25日。',
      closing: '特此报告。',
      signature: '石拐区人大常委会代表工委',
      date: '2026年6月25日',
    })
    expect(sections.map(({ heading }) => heading[0])).toEqual([...'一二三四五六'])
    const later = report([], { now: Date.parse('2027-01-05T02:00:00Z') })
    expect(later.opening).toContain('2026年1月1日至12月31日代表')
    expect(later.opening).toContain('算到2027年1月5日')
  })

  it('what came in and how far it is, each state apart', () => {
    const all = [
      item('1', matters.closed),
      item('2', titled('二', matters.handling, { attendee: '其木格' })),
      item('3', titled('三', matters.review, { attendee: '其木格' })),
      item('4', matters.declined),
      item('5', matters.merged),
      item('6', matters.withdrawn),
      item('7', titled('七', matters.closed, { secret: true })),
      item('8', { ...matters.redo, attendee: '王伟' }),
    ]
    expect(section(all, '一')?.paragraphs).toEqual([
      '2026年共收到代表建议、批评和意见8件，其中列席人员提出、由代表采纳的3件，列席人员2人。',
      '交办4件，由1个承办单位办理；还没有交办1件；不予立案1件；并案1件；撤回1件。',
      `交办的建议中，已经答复3件，还没有答复1件。已经答复的，A类（${answerClasses.A}）3件；B类（${answerClasses.B}）0件；C类（${answerClasses.C}）0件。`,
      '其中不公开的1件，计入本报告的各个数字，不列编号和题目。',
    ])
  })

  it('of a quiet year only what there was', () => {
    const { sections } = report([item('1', matters.handling)])
    expect(sections[0]?.paragraphs).toEqual([
      '2026年共收到代表建议、批评和意见1件。',
      '交办1件，由1个承办单位办理。',
      `交办的建议中，已经答复0件，还没有答复1件。已经答复的，A类（${answerClasses.A}）0件；B类（${answerClasses.B}）0件；C类（${answerClasses.C}）0件。`,
    ])
    expect(
      sections.slice(3, 5).map(({ paragraphs, table, after }) => [paragraphs, table, after]),
    ).toEqual([
      [['没有重点督办的建议。'], null, []],
      [['没有等着兑现的承诺。'], null, []],
    ])
    expect(section([item('1', matters.closed)], '六')?.paragraphs).toEqual([
      '交办的建议都已经答复。',
    ])
  })

  it('each rate with both of its numbers', () => {
    expect(section([], '二')?.table).toEqual({
      columns: [26, 26, 18, 18, 68],
      rows: [
        ['名称', '比率', '分子', '分母', '怎样计算'],
        ['答复率', '25.00 %', '1', '4', '答复的'],
      ],
    })
  })
})

describe('the report lists', () => {
  const watched = steps(matters.handling, [['office', commands['mark-key']]])
  it('what is watched, with whom and how far; of what fell nothing', () => {
    const all = [
      item('1', titled('路灯', watched)),
      item('2', { ...watched, secret: true }),
      item('3', { ...watched, state: 'withdrawn' }),
      item('4', { ...watched, handlers: [], state: 'review' }),
      item('5', { ...matters.redo, key: watched.key ?? null }),
      item('6', matters.handling),
    ]
    expect(section(all, '四')).toMatchObject({
      paragraphs: ['共4件。'],
      after: ['另有不公开的1件，不列编号和题目。'],
    })
    expect(rows(all, '四')).toEqual([
      ['1', '路灯', '人大常委会副主任王主任\n住建局', '办理中'],
      ['4', watched.title, '人大常委会副主任王主任\n还没有交办', '待审核'],
      ['5', watched.title, '人大常委会副主任王主任\n住建局', '重办中，A类'],
    ])
    expect(section([item('2', { ...watched, secret: true })], '四')).toMatchObject({
      table: null,
      after: ['不公开的1件，不列编号和题目。'],
    })
  })

  it('what was promised, the first day first, a line for each who promised it', () => {
    const both = steps(separate, [
      ...answer('main', { class: 'B', promisedFor: '2026-06-30' }),
      ...answer('co', B),
    ])
    const one = steps(
      matters.handling,
      answer('main', { class: 'B', promisedFor: '2026-06-30' }).slice(2),
    )
    const early = steps(matters.handling, answer('main', B).slice(2))
    const all = [item('1', one), item('2', both), item('3', early), item('4', matters.closed)]
    expect(section(all, '五')?.paragraphs).toEqual(['共3件。'])
    const late = '2026年6月20日\n已经过期'
    expect(rows(all, '五')?.map(([number, , by, day]) => [number, by, day])).toEqual([
      ['2', '住建局', '2026年6月30日'],
      ['2', '公安局', late],
      ['3', '住建局', late],
      ['1', '住建局', '2026年6月30日'],
    ])
    const onTheDay = { now: JUNE_20 }
    expect(
      section([item('3', early)], '五', onTheDay)
        ?.table?.rows.at(-1)
        ?.at(-1),
      'its last moment is not past it',
    ).toBe('2026年6月20日')
  })

  it('what is not answered or answered badly, until when, and whether that is over', () => {
    const all = [
      item('1', matters.handling),
      item('2', matters.handling, { dueAt: JUNE_30 }),
      item('3', matters.handling, { dueAt: null }),
      item('4', matters.redo, { owed: true, dueAt: JUNE_30 }),
      item('5', matters.closed),
      item('6', matters.review),
    ]
    expect(section(all, '六')?.paragraphs).toEqual(['共4件，其中1件答复后代表不满意，正在重办。'])
    expect(rows(all, '六')?.map(([number, , by, day]) => [number, by, day])).toEqual([
      ['1', '住建局', '2026年6月20日\n已经超期'],
      ['2', '住建局', '2026年6月30日'],
      ['3', '住建局', '放假安排公布后算出'],
      ['4', '住建局', '2026年6月30日\n代表不满意，重办'],
    ])
    expect(section(all.slice(0, 2), '六')?.paragraphs).toEqual(['共2件。'])
  })
})

describe('the line of a department', () => {
  const order = ['police', 'housing', 'farming']
  const of = (matter: Matter, answerDueAt: number | null = START) => ({ matter, answerDueAt })
  const sums = (...all: ReturnType<typeof of>[]) => sumsByDepartment(all, order)
  const nothing = { answered: 0, inTime: 0, classes: { A: 0, B: 0, C: 0 }, satisfied: 0, judged: 0 }

  it('counts what it answers, not what it only helps with', () => {
    expect(sums(of(matters.handling))).toEqual([{ ...nothing, id: 'housing', assigned: 1 }])
    expect(sums()).toEqual([])
    expect(sumsByDepartment([of(matters.handling)], [])).toMatchObject([{ id: 'housing' }])
  })

  it('tells answers in time, by class, and how they were judged', () => {
    const badly = steps(matters.answered, [['lead', bad]])
    const fair = steps(matters.answered, [['lead', { ...commands.rate, result: 'fair' }]])
    const [own] = sums(
      of(matters.answered),
      of(matters.closed, null),
      of(fair, START - 1),
      of(badly),
      of(steps(matters.handling, answer('main', { class: 'C' }).slice(2))),
    )
    expect(own).toEqual({
      id: 'housing',
      assigned: 5,
      answered: 5,
      inTime: 4,
      classes: { A: 4, B: 0, C: 1 },
      satisfied: 2,
      judged: 3,
    })
  })

  it('counts a first answer in time also where it answers again later', () => {
    const again = steps(
      matters.redo,
      [
        ['main', commands.propose],
        ['main', commands.sign],
      ],
      START + 1000,
    )
    expect(sums(of(again))).toMatchObject([{ answered: 1, inTime: 1 }])
  })

  it('stands in the order of the list; of those that answer apart each has one, the sum has both', () => {
    const apart = steps(separate, answer('co', { class: 'B', promisedFor: '2026-06-20' }))
    const all = sums(of(apart), of(matters.closed))
    expect(all.map(({ id, assigned, answered }) => [id, assigned, answered])).toEqual([
      ['police', 1, 1],
      ['housing', 2, 1],
    ])
    expect(totalOf(all)).toEqual({
      id: '',
      assigned: 3,
      answered: 2,
      inTime: 2,
      classes: { A: 1, B: 1, C: 0 },
      satisfied: 1,
      judged: 1,
    })
    expect(totalOf([])).toEqual({ ...nothing, id: '', assigned: 0 })
    const sheet = section([item('1', apart), item('2', matters.closed)], '三')?.table
    expect(sheet?.rows.slice(1)).toEqual([
      ['公安局', '1', '1', '1', '0', '1', '0', '—'],
      ['住建局', '2', '1', '1', '1', '0', '0', '1/1'],
      ['合计', '3', '2', '2', '1', '1', '0', '1/1'],
    ])
  })
})
