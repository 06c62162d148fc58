import { lettersIssued } from '@mashang/shared/suggestions/issued-letters.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { here, START } from './deciding.ts'
import { LATER, letterOf, names, two } from './letter-matters.ts'
import { matters } from './matters.ts'

const { answered } = matters

describe('the form for an opinion', () => {
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
})
