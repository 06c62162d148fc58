import type { ImportField } from '@mashang/shared/suggestions/import.words.ts'
import {
  classIn,
  isContactKnown,
  metIn,
  numberOf,
  readRow,
  satisfactionIn,
} from '@mashang/shared/suggestions/import-row.rules.ts'
import { describe, expect, it } from 'vitest'

const now = Date.parse('2026-03-02T02:00:00Z')
const good: Partial<Record<ImportField, string | number>> = {
  number: '2025-12',
  title: '装路灯',
  lead: '李婺',
  departments: '住建局',
  assigned: '2025-01-20',
}
const read = (change: Partial<Record<ImportField, string | number>>) => {
  const cells = { ...good, ...change }
  return readRow(3, (field) => cells[field] ?? null, 2025, now)
}

describe('numbers', () => {
  it.each([
    ['石拐建〔2025〕12 号', 2025, 12],
    ['２０２５-０１２', 2025, 12],
    ['第12号', null, 12],
    ['12', null, 12],
  ])('given %s, then its year and number', (text, year, number) => {
    expect(numberOf(text)).toEqual({ year, number })
  })
  it.each(['', '无', '12345678'])('given %s, then there is none', (text) => {
    expect(numberOf(text)).toBe(null)
  })
})

describe('words of an answer', () => {
  it('given how offices write a class or a judgement, then which one it is', () => {
    expect(['A 类', 'Ｂ', 'c', '已解决', '正在解决', '未解决', '？'].map(classIn)).toEqual([
      'A',
      'B',
      'C',
      'A',
      'B',
      'C',
      null,
    ])
    expect(
      [
        '无法解决',
        '难以解决',
        '不予采纳',
        '未采纳',
        '没有解决',
        '未能解决',
        '尚未解决',
        '解决不了',
      ].map(classIn),
    ).toEqual(Array(8).fill('C'))
    expect(['已采纳', '部分采纳', '无', '不属于'].map(classIn)).toEqual(['A', 'B', null, null])
    expect(['不太满意', '不很满意', '不满意', '欠满意', '不够满意'].map(satisfactionIn)).toEqual(
      Array(5).fill('dissatisfied'),
    )
    expect(['非常满意', '很满意', '比较满意', '满意度', '未表示满意'].map(satisfactionIn)).toEqual([
      'satisfied',
      'satisfied',
      'fair',
      null,
      null,
    ])
    expect(['满意', '基本满意', '不满意', '—'].map(satisfactionIn)).toEqual([
      'satisfied',
      'fair',
      'dissatisfied',
      null,
    ])
  })
})

describe('whether they met', () => {
  it.each(['面商', '当面', '是', '是的', '上门走访', '座谈会', '见面、电话'])(
    'given %s, then they did',
    (text) => {
      expect(metIn(text)).toBe(true)
    },
  )
  it.each(['', '否', '未面商', '没有见面', '不是', '无', '电话', '没面商，电话沟通', '但是没有'])(
    'given %s, then not',
    (text) => {
      expect(metIn(text)).toBe(false)
    },
  )
})

describe('how else they spoke', () => {
  it.each(['微信', '短信', '邮件', '网络', '来电', '×', '电话'])(
    'given %s, then it is known that they did not meet',
    (text) => {
      expect([metIn(text), isContactKnown(text)]).toEqual([false, true])
    },
  )
})

describe('whether it stays inside', () => {
  it.each([
    '不公开',
    '不予公开',
    '不予主动公开',
    '不宜向社会公开',
    '暂缓公开',
    '依申请公开',
    '保密',
    '涉密',
    '内部',
  ])('given %s, then it does', (said) => {
    expect(read({ secret: said })).toMatchObject({ secret: true })
  })
  it.each(['公开', '主动公开', '已公开', '没有', '不涉密', '非涉密'])(
    'given %s, then not',
    (said) => {
      expect(read({ secret: said })).toMatchObject({ secret: false })
    },
  )
  it('given nothing, then the list does not say; given a mere yes, then which is asked for', () => {
    expect(read({})).toMatchObject({ secret: null })
    expect(read({ secret: '是' })).toMatchObject([
      {
        field: 'secret',
        message: '看不出能不能公开，请写“公开”或“不公开”，不要只写是或否。',
      },
    ])
  })
})

describe('a row', () => {
  it('given all it needs, then it is read; its first department leads unless it says otherwise', () => {
    expect(read({ departments: '住建局（会办）、城管局（主办）', co: '财政局' })).toMatchObject({
      year: 2025,
      number: 12,
      departments: [
        { name: '住建局', part: 'co' },
        { name: '城管局', part: 'lead' },
        { name: '财政局', part: 'co' },
      ],
    })
  })
  it('given a dash where nothing was judged, then it is read without', () => {
    expect(read({ class: '—', satisfaction: '未评价' })).toMatchObject({
      class: null,
      satisfaction: null,
    })
  })
  it('given a serial number of a spreadsheet, then it is a day', () => {
    expect(read({ assigned: 45677 })).toMatchObject({
      assignedAt: Date.parse('2025-01-19T16:00:00Z'),
    })
  })
  it.each([
    [{ number: '' }, 'number'],
    [{ number: '2026-1' }, 'number'],
    [{ title: '' }, 'title'],
    [{ title: '长'.repeat(61) }, 'title'],
    [{ lead: '' }, 'lead'],
    [{ assigned: '' }, 'assigned'],
    [{ answered: '2025-01-02' }, 'answered'],
    [{ class: 'A' }, 'answered'],
    [{ satisfaction: '满意' }, 'answered'],
    [{ class: 'D', answered: '2025-03-01' }, 'class'],
    [{ satisfaction: '一般般吧', answered: '2025-03-01' }, 'satisfaction'],
    [{ departments: '', answered: '2025-03-01' }, 'departments'],
  ])('given %o, then it is refused with the column that is wrong', (change, field) => {
    const problems = read(change)
    expect(problems).toMatchObject([{ row: 3, field }])
    expect(Array.isArray(problems) && problems[0]?.message.endsWith('。')).toBe(true)
  })
  it('given several cells that are wrong, then each is said once, so that the list is mended in one go', () => {
    const problems = read({ lead: '', assigned: '去年', class: '好', satisfaction: '还行' })
    expect(Array.isArray(problems) && problems.map(({ field }) => field)).toEqual([
      'lead',
      'assigned',
      'class',
      'satisfaction',
    ])
  })
  it.each([
    [{ assigned: '2029-01-20' }, 'assigned', '交办日期在今天以后，请核对。'],
    [{ submitted: '2029-01-20' }, 'submitted', '提交日期在今天以后，请核对。'],
    [{ answered: '2026-03-03' }, 'answered', '答复日期在今天以后，请核对。'],
    [{ submitted: '2025-02-01' }, 'assigned', '交办日期在提交日期前面，请核对。'],
  ])('given %o, then what cannot have happened is refused', (change, field, message) => {
    expect(read(change)).toMatchObject([{ field, message }])
  })
})

it('given a list names the citizen at the session whose idea it was, then that is kept; a dash is nobody', () => {
  expect(read({ attendee: '其木格' })).toMatchObject({ attendee: '其木格' })
  for (const nobody of ['', '无', '—', '否'])
    expect(read({ attendee: nobody })).toMatchObject({ attendee: null })
  expect(read({ attendee: '是' })).toMatchObject([{ field: 'attendee' }])
  expect(read({ attendee: '长'.repeat(61) })).toMatchObject([{ field: 'attendee' }])
})
