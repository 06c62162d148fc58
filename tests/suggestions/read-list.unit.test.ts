import type { RosterCell } from '@mashang/shared/roster/roster.model.ts'
import {
  type KnownForImport,
  readList,
  type SaidOfList,
} from '@mashang/shared/suggestions/import.rules.ts'
import { rowsOf } from '@mashang/shared/suggestions/import.words.ts'
import {
  importedMatter,
  isImportedContact,
  wasMet,
} from '@mashang/shared/suggestions/imported.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-03-02T02:00:00Z')
const HEAD = ['编号', '题目', '领衔代表', '附议代表', '承办单位', '交办日期']
const UNANSWERED =
  '没有答复日期，导入后记作“没有答复”，不算办结，可以再选“接着办”；有答复的请补上答复日期。'
const row = (
  number: string,
  given: Partial<Record<1 | 2 | 3 | 4 | 5, string>> = {},
): RosterCell[] =>
  [number, '装路灯', '李婺', '', '住建局', '2025-01-20'].map((cell, at) => given[at as 1] ?? cell)

const known = (given: Partial<KnownForImport> = {}): KnownForImport => ({
  district: '石拐区',
  people: [
    { id: 'li', name: '李婺' },
    { id: 'zhang', name: '张三' },
    { id: 'w1', name: '王五' },
    { id: 'w2', name: '王五' },
  ],
  departments: [{ id: 'housing', name: '住建局' }],
  aliases: [],
  numbers: new Map(),
  ...given,
})
const read = (rows: RosterCell[][], having = known(), said?: SaidOfList) =>
  readList([{ name: '建议', rows }], having, 2025, NOW, said)
const problems = (rows: RosterCell[][], having?: KnownForImport) =>
  read([HEAD, ...rows], having).problems.map(
    ({ row: at, field, message }) => `${at} ${field} ${message}`,
  )

describe('a list of earlier suggestions', () => {
  it('given a title above and a total below, then only its rows are read', () => {
    const list = read([
      ['石拐区代表建议'],
      HEAD,
      row('2025-1'),
      ['合计', '2 件', '李婺'],
      ['2025-9', '', ''],
      row('2025-2', { 3: '张三' }),
    ])
    expect(list).toMatchObject({
      sheet: '建议',
      head: 2,
      missing: [],
      problems: [],
      warnings: [
        { row: 3, field: 'answered', message: UNANSWERED },
        { row: 6, field: 'answered', message: UNANSWERED },
      ],
      unknownDepartments: [],
    })
    expect(list.columns).toHaveLength(6)
    expect(list.columns[0]).toEqual({
      column: 1,
      header: '编号',
      field: 'number',
      sample: '2025-1',
    })
    expect(list.columns[3]).toMatchObject({ field: 'cosigners', sample: '张三' })
    expect(
      list.rows.map(({ row: at, number, leadId, cosignerIds, handlers, existing }) => ({
        at,
        number,
        leadId,
        cosignerIds,
        handlers,
        existing,
      })),
    ).toEqual([
      {
        at: 3,
        number: 1,
        leadId: 'li',
        cosignerIds: [],
        handlers: [{ id: 'housing', name: '住建局', part: 'lead' }],
        existing: null,
      },
      {
        at: 6,
        number: 2,
        leadId: 'li',
        cosignerIds: ['zhang'],
        handlers: [{ id: 'housing', name: '住建局', part: 'lead' }],
        existing: null,
      },
    ])
  })

  it('given no list at all, then nothing is found', () => {
    expect(read([['a', 'b']])).toMatchObject({
      sheet: null,
      head: null,
      columns: [],
      missing: [],
      rows: [],
    })
  })

  it('given a column too few, then that is what is missing, and nothing is read', () => {
    const list = read([
      ['编号', '题目', '备注'],
      ['2025-1', '路灯', '李婺'],
    ])
    expect([list.missing, list.rows, list.problems]).toEqual([['lead'], [], []])
    const said = read(
      [
        ['编号', '题目', '备注'],
        ['2025-1', '路灯', '李婺'],
      ],
      known(),
      { fields: new Map([[3, 'lead']]) },
    )
    expect(said.missing).toEqual([])
  })

  it('given what a clerk has said, then it goes before what was guessed', () => {
    const moved = read([HEAD, row('2025-1')], known(), {
      fields: new Map([
        [1, 'text'],
        [2, null],
      ]),
    })
    expect(moved.missing).toEqual(['number', 'title'])
    expect(moved.columns.slice(0, 3).map(({ field }) => field)).toEqual(['text', null, 'lead'])
    const given = read([HEAD, row('2025-1')], known(), { fields: new Map([[6, 'title']]) })
    expect(given.columns[1]?.field).toBeNull()
    const lower = read([HEAD, HEAD, row('2025-1')], known(), { row: 2, fields: new Map() })
    expect([lower.head, lower.rows.length]).toEqual([2, 1])
    expect(read([HEAD], known(), { row: 5, fields: new Map() }).sheet).toBeNull()
  })

  it('given a day that is promised or planned, then it is neither the deadline nor the day of the answer', () => {
    for (const words of [
      '承诺办结日期',
      '计划办结时间',
      '预计解决时间',
      '承诺期限',
      '计划完成期限',
    ])
      expect(read([[...HEAD, words], row('2025-1')]).columns[6]?.field, words).toBe('promised')
    const both = read([[...HEAD, '办结日期', '答复期限', '承诺办结日期'], row('2025-1')])
    expect(both.columns.slice(6).map(({ field }) => field)).toEqual(['answered', 'due', 'promised'])
  })

  it('given several sheets, then the first with everything, or the one that was named', () => {
    const sheets = [
      { name: '说明', rows: [['编号', '题目', '说明']] },
      { name: '甲', rows: [HEAD, row('2025-1')] },
      { name: '乙', rows: [HEAD, row('2025-2')] },
    ]
    expect(readList(sheets, known(), 2025, NOW).sheet).toBe('甲')
    expect(readList(sheets, known(), 2025, NOW, { sheet: '乙', fields: new Map() }).sheet).toBe(
      '乙',
    )
    expect(readList(sheets.slice(0, 1), known(), 2025, NOW)).toMatchObject({
      sheet: '说明',
      missing: ['lead'],
    })
  })

  it('given a long cell, then its beginning is the sample', () => {
    const sample = (title: string) => read([HEAD, row('2025-1', { 1: title })]).columns[1]?.sample
    expect(sample('灯'.repeat(24))).toBe('灯'.repeat(24))
    expect(sample('灯'.repeat(25))).toBe(`${'灯'.repeat(24)}…`)
  })

  it('given what cannot be taken, then it is said of which row, and why', () => {
    expect(problems([row('2025-1'), row('2025-1')])).toEqual([
      '3 number 编号和第 2 行一样，请改一处，或删掉重复的。',
    ])
    expect(problems([row('2025-1', { 2: '赵六' })])[0]).toContain('2 lead 没有叫“赵六”的代表')
    expect(problems([row('2025-1', { 2: '李婺、张伟' })])).toEqual([
      '2 lead 领衔代表写了 2 位（李婺、张伟），只能有一位：请在这一格留下领衔的一位，其余的写到“附议代表”那一格。',
    ])
    // Apart by a space only it may be one long name.
    expect(problems([row('2025-1', { 2: '李婺 张伟' })])[0]).toContain(
      '没有叫“李婺张伟”的代表，请核对姓名，或先导入花名册。这一格写了两位的，请只留领衔的一位',
    )
    expect(problems([row('2025-1', { 2: '王五' })])[0]).toContain('2 lead 有不止一位代表叫“王五”')
    expect(problems([row('无')])).toHaveLength(1)
    const having = (imported: boolean, lead: string) =>
      known({
        numbers: new Map([
          [
            '2025 1',
            { id: 'x', imported, lead, matter: { letters: [] as Matter['letters'] } as Matter },
          ],
        ]),
      })
    expect(problems([row('2025-1')], having(false, 'li'))[0]).toContain('是在系统里办的')
    expect(problems([row('2025-1')], having(true, 'zhang'))[0]).toContain('领衔代表是另一位')
    expect(read([HEAD, row('2025-1')], having(true, 'li')).rows[0]?.existing?.id).toBe('x')
  })

  it('given a row that is wrong in several ways, then all of it is said, whom it names as well', () => {
    const heads = [...HEAD, '沟通方式', '解决程度']
    const two = known({
      departments: [
        { id: 'a', name: '石拐区住建局' },
        { id: 'b', name: '区住建局' },
      ],
    })
    const { rows, problems: found } = read(
      [heads, ['2025-1', '', '没有他', '王五、李婺', '住建局、公安局', '去年', '碰过头', '好']],
      two,
    )
    expect(rows).toEqual([])
    expect(found.map(({ field }) => field)).toEqual([
      'title',
      'assigned',
      'class',
      'lead',
      'departments',
      'cosigners',
      'contact',
    ])
    expect(rowsOf(found)).toBe(1)
  })

  it('given a number twice, then it is said whatever else is wrong with either', () => {
    expect(problems([row('2025-1', { 1: '' }), row('2025-1', { 2: '没有他' })])).toEqual([
      '2 title 没有题目，请补上。',
      '3 number 编号和第 2 行一样，请改一处，或删掉重复的。',
      '3 lead 没有叫“没有他”的代表，请核对姓名，或先导入花名册。',
    ])
  })

  it('given a department and neither number nor title, then what is missing is said; a footer is no row', () => {
    expect(
      problems([
        ['', '', '', '', '住建局', ''],
        ['制表人：李婺', '', '审核：张三', '', '填报单位：住建局', ''],
      ]),
    ).toEqual([
      '2 number 没有编号，或者看不懂，请写成 2025-12 这样。',
      '2 title 没有题目，请补上。',
      '2 lead 没有领衔代表，请补上。',
      '2 assigned 没有交办日期，也没有提交日期，请至少补上一个。',
    ])
  })

  it('given a way of talking that says not whether they met, then it is taken with a word', () => {
    const talked = (way: string) =>
      read([
        [...HEAD, '沟通方式'],
        [...row('2025-1'), way],
      ]).warnings.flatMap(({ field, message }) => (field === 'contact' ? [message] : []))
    expect(talked('碰过头')).toEqual([
      '沟通方式“碰过头”看不出是不是当面，按没有当面沟通记；当面沟通过的请写“面商”。',
    ])
    for (const known of ['', '无', '面商', '电话', '微信聊', '座谈、书面', '未面商', '否'])
      expect(talked(known)).toEqual([])
  })

  it('given co-signers that are not known, or stand twice, then they are left out, with a word', () => {
    const list = read([HEAD, row('2025-1', { 3: '张三、王五、赵六、李婺' })])
    expect(list.rows[0]?.cosignerIds).toEqual(['zhang'])
    expect(list.warnings.map(({ row: at, field, message }) => `${at} ${field} ${message}`)).toEqual(
      [
        '2 cosigners 附议代表“王五”对不上，这一位会略过。',
        '2 cosigners 附议代表“赵六”对不上，这一位会略过。',
        `2 answered ${UNANSWERED}`,
      ],
    )
  })

  it('given departments that are new, then each is named once', () => {
    const list = read([
      HEAD,
      row('2025-1', { 4: '城管局、城管局' }),
      row('2025-2', { 4: '城管局' }),
    ])
    expect(list.unknownDepartments).toEqual([{ name: '城管局', rows: 2 }])
    expect(list.rows.map(({ handlers }) => handlers.map(({ id, name }) => [id, name]))).toEqual([
      [[null, '城管局']],
      [[null, '城管局']],
    ])
  })
})

describe('a suggestion of an earlier year', () => {
  const first = () => {
    const [found] = read([HEAD, row('2025-1', { 3: '张三', 4: '城管局' })]).rows
    if (found === undefined) throw new Error('no row')
    return found
  }
  const matter = (given: object = {}): Matter =>
    importedMatter({ ...first(), ...given }, (name) => `new ${name}`)

  it('given no answer, then it is over, with who wrote it and who handled it', () => {
    expect(matter()).toMatchObject({
      state: 'closed',
      representativeId: 'li',
      cosigners: [{ representativeId: 'zhang', refusedAt: null }],
      handlers: [{ departmentId: 'new 城管局', receivedAt: null }],
      contacts: [],
      letters: [],
      feedbacks: [],
      secret: false,
      answeredAt: null,
      endedAt: first().assignedAt,
    })
  })

  it('given an answer, then its letter, its judgement and that they met are kept', () => {
    const given = {
      answeredAt: 9,
      class: 'B',
      letter: '已装好',
      satisfaction: 'satisfied',
      met: true,
    }
    const whole = matter(given)
    expect(whole.letters).toMatchObject([
      { departmentId: 'new 城管局', text: '已装好', class: 'B', signedAt: 9, redeems: false },
    ])
    expect(whole.feedbacks).toMatchObject([{ representativeId: 'li', result: 'satisfied', at: 9 }])
    expect(whole.contacts).toMatchObject([{ departmentId: 'new 城管局', inCharge: false }])
    expect(whole.contacts.every(isImportedContact)).toBe(true)
    expect(isImportedContact({ on: '2026-03-02' })).toBe(false)
    expect([wasMet(whole), wasMet(matter({ ...given, met: false }))]).toEqual([true, false])
    expect(whole.endedAt).toBe(9)
    expect(matter({ ...given, letter: '' }).letters[0]?.text).toBe('答复原文没有录入。')
    expect(matter({ ...given, class: null }).letters).toEqual([])
    expect(matter({ ...given, satisfaction: null }).feedbacks).toEqual([])
    expect(matter({ ...given, answeredAt: null }).feedbacks).toEqual([])
  })

  it('given nobody who handled it, then there is neither letter nor talk; else the first that leads', () => {
    const given = { answeredAt: 9, class: 'A', met: true }
    expect(matter({ ...given, handlers: [] })).toMatchObject({ letters: [], contacts: [] })
    const handlers = [
      { id: 'a', name: '甲', part: 'co' },
      { id: 'b', name: '乙', part: 'lead' },
    ]
    expect(matter({ ...given, handlers }).letters[0]?.departmentId).toBe('b')
    expect(matter({ ...given, handlers: handlers.slice(0, 1) }).letters[0]?.departmentId).toBe('a')
  })
})

describe('departments that a list names without the district, or with all of it', () => {
  const having = (...names: string[]) =>
    known({ departments: names.map((name) => ({ id: name, name })) })
  const meant = (said: string, of: KnownForImport) =>
    read([HEAD, row('2025-1', { 4: said })], of).rows[0]?.handlers.map(({ id, name }) => [id, name])

  it.each([
    ['住建局', '区住建局'],
    ['石拐区住建局', '区住建局'],
    ['区住建局', '住建局'],
    ['石拐区住建局', '住建局'],
    ['住建局', '石拐区住建局'],
  ])('%s is %s', (said, name) => {
    expect(meant(said, having(name, '区财政局'))).toEqual([[name, name]])
    expect(meant(`${said}、财政局（会办）`, having(name, '区财政局'))).toHaveLength(2)
  })

  it('a very name goes before one that is only like it; what means two is not guessed', () => {
    expect(meant('区住建局', having('住建局', '区住建局'))).toEqual([['区住建局', '区住建局']])
    const two = having('区住建局', '石拐区住建局')
    expect(problems([row('2025-1', { 4: '住建局' })], two)).toEqual([
      '2 departments “住建局”是哪个单位分不清，请写系统里的全名。',
    ])
  })

  it('a new one that is written in two ways is one', () => {
    const list = read([
      HEAD,
      row('2025-1', { 4: '区水务局' }),
      row('2025-2', { 4: '水务局、石拐区水务局' }),
    ])
    expect(list.unknownDepartments).toEqual([{ name: '区水务局', rows: 2 }])
    expect(list.rows.map(({ handlers }) => handlers.map(({ name }) => name))).toEqual([
      ['区水务局'],
      ['区水务局'],
    ])
  })
})
