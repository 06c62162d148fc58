import {
  decideImport,
  type ExistingRepresentative,
  matchPerson,
} from '@mashang/shared/roster/import.rules.ts'
import { importChoices } from '@mashang/shared/roster/roster.model.ts'
import { previewRoster } from '@mashang/shared/roster/roster.rules.ts'
import { describe, expect, test } from 'vitest'
import { table } from './rosters.ts'

const HEAD = '姓名|出生年月|选区|单位及职务|手机|备注'
const read = (rows: string) => previewRoster([table(`${HEAD}\n${rows}`)])
const decide = (existing: ExistingRepresentative[], rows: string, choices: object = {}) =>
  decideImport(existing, [], read(rows), importChoices.parse(choices)).representatives
/** People as an earlier import left them. */
const known = (rows: string): ExistingRepresentative[] =>
  read(rows).representatives.map(({ sheet, row, key, needs, ...facts }, index) => ({
    ...facts,
    id: `p${index + 1}`,
  }))

const ZHANG = '张三|1978-05|第1选区|某校教师|19900001000|'

describe('a person is recognised', () => {
  const people = known(ZHANG)
  const [row] = read(ZHANG).representatives

  test('by the phone', () =>
    expect(
      row && matchPerson(people, { ...row, electoralUnit: '第9选区', birth: null }),
    ).toMatchObject({
      kind: 'one',
      by: 'phone',
    }))

  test('by name, unit and birth where the phone changed', () => {
    const decision = decide(people, '张三|1978-05|第1选区|某校校长|19900009999|')
    expect(decision.insert).toEqual([])
    expect(decision.update[0]).toMatchObject({
      id: 'p1',
      changes: {
        phone: { from: '19900001000', to: '19900009999' },
        position: { from: '某校教师', to: '某校校长' },
      },
    })
  })

  test('by the phone where the name was mended', () => {
    const decision = decide(
      known('陈?|1978-05|第1选区|某校教师|19900001000|'),
      '陈𬭎|1978-05|第1选区||19900001000|',
    )
    expect(decision.update[0]?.changes).toEqual({ name: { from: '陈?', to: '陈𬭎' } })
  })

  test('not by the phone alone where everything else differs', () =>
    expect(decide(people, '李四|1990-01|第7选区|农民|19900001000|').skipped).toEqual([
      { sheet: '花名册', row: 2, name: '李四', reason: 'phone_of_other' },
    ]))

  test('not by the name alone', () => {
    const decision = decide(people, '张三|1990-01|第1选区|某校教师|19900001001|')
    expect(decision.insert.map((p) => p.birth)).toEqual(['1990-01'])
    expect(decision.absent).toEqual([{ id: 'p1', name: '张三' }])
  })

  test('not where several fit', () => {
    const [one] = people
    const twins = one ? [one, { ...one, id: 'p2', phone: '19900001001' }] : []
    expect(decide(twins, '张三|1978-05|第1选区|某校教师|19900001002|').skipped[0]?.reason).toBe(
      'several_people_fit',
    )
  })

  test('and a namesake does not take the place of the one whom the phone tells', () => {
    const decision = decide(
      people,
      '张三|1978-05|第1选区|某校职工|19900001001|\n张三|1978-05|第1选区|某校教师|19900001000|',
    )
    expect(decision.insert.map((p) => p.phone)).toEqual(['19900001001'])
    expect(decision.unchanged.map((u) => u.row.row)).toEqual([3])
  })
})

describe('an import', () => {
  test('leaves what the file does not say', () =>
    expect(decide(known(ZHANG), '张三||||19900001000|')).toMatchObject({
      update: [],
      unchanged: [{ id: 'p1' }],
    }))

  test('does not replace a day of birth by its month', () =>
    expect(
      decide(known('张三|1978-05-09|第1选区|甲|19900001000|'), ZHANG.replace('某校教师', '甲'))
        .update,
    ).toEqual([]))

  test('says who leaves office', () => {
    const decision = decide(known(ZHANG), `${ZHANG}2026年3月辞去代表职务`)
    expect(decision.left).toEqual([
      { sheet: '花名册', row: 2, name: '张三', id: 'p1', on: '2026-03' },
    ])
    expect(decision.update[0]?.changes).toMatchObject({
      state: { from: 'serving', to: 'left' },
      leftOn: { from: null, to: '2026-03' },
    })
  })

  test('brings nobody back into office', () => {
    const decision = decide(known(`${ZHANG}已辞职`), ZHANG)
    expect(decision).toMatchObject({ update: [], left: [], unchanged: [{ id: 'p1' }] })
  })

  test('leaves out what the office leaves out', () => {
    const decision = decide([], ZHANG, { leaveOut: [{ sheet: '花名册', row: 2 }] })
    expect(decision.insert).toEqual([])
    expect(decision.skipped[0]?.reason).toBe('left_out_by_office')
  })

  test('needs the office’s word for someone without a phone, unless the person is known', () => {
    const row = '张三|1978-05|第1选区|某校教师||'
    expect(decide([], row)).toMatchObject({ insert: [], skipped: [{ reason: 'no_phone' }] })
    expect(decide([], row, { withoutPhone: true }).insert).toHaveLength(1)
    expect(decide(known(ZHANG), row)).toMatchObject({ unchanged: [{ id: 'p1' }], skipped: [] })
  })

  test('updates stations by name', () => {
    const sheet = (address: string) =>
      previewRoster([
        table(
          `家站名称|类型|地址\n甲 代表之家|代表之家|${address}\n乙代表联络站|联络站|旧址`,
          '家站',
        ),
      ])
    const stations = sheet('旧址').stations.map(({ sheet: _, row, key, ...facts }, index) => ({
      ...facts,
      id: `s${index + 1}`,
    }))
    const decision = decideImport([], stations, sheet('新址'), importChoices.parse({})).stations
    expect(decision.insert).toEqual([])
    expect(decision.update.map(({ id, changes }) => [id, changes])).toEqual([
      ['s1', { address: { from: '旧址', to: '新址' } }],
    ])
    expect(decision.unchanged.map((u) => u.id)).toEqual(['s2'])
  })
})

test('a station that the office leaves out stays out; one with an error is reported', () => {
  const preview = previewRoster([
    table(
      '家站名称|类型|地址\n东街代表联络站|联络站|东街1号\n|联络站|西街2号\n南街代表联络站||',
      '家站',
    ),
  ])
  const { stations } = decideImport(
    [],
    [],
    preview,
    importChoices.parse({ leaveOut: [{ sheet: '家站', row: 4 }] }),
  )
  expect(stations.insert.map((row) => row.name)).toEqual(['东街代表联络站'])
  expect(stations.skipped).toEqual([
    { sheet: '家站', row: 3, name: null, reason: 'row_has_errors' },
    { sheet: '家站', row: 4, name: '南街代表联络站', reason: 'left_out_by_office' },
  ])
})
