import type { SheetOverride } from '@mashang/shared/roster/roster.model.ts'
import { rosterPreview } from '@mashang/shared/roster/roster.model.ts'
import { previewRoster } from '@mashang/shared/roster/roster.rules.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sheetOf, table } from './rosters.ts'

const preview = (
  drawn: string,
  known: string[] = ['石拐社区代表联络站'],
  overrides: SheetOverride[] = [],
) => previewRoster([table(drawn)], known, overrides)
const fieldsOf = (drawn: string) =>
  preview(drawn).mapping[0]?.columns.flatMap(({ letter, field }) =>
    field ? [`${letter} ${field}`] : [],
  )
const codesOf = (drawn: string, known?: string[]) =>
  preview(drawn, known).problems.map(({ row, code }) => [row, code])

describe('the heading is found', () => {
  test('in other words and another order', () =>
    expect(
      fieldsOf(
        '联系电话|代表姓名|所在选区|族别|党派|单位|职务|学历|代表小组|届别\n19900001000|张三|1|汉|群众|甲|乙|大专|一组|17',
      ),
    ).toEqual([
      'A phone',
      'B name',
      'C electoralUnit',
      'D ethnicity',
      'E party',
      'F employer',
      'G post',
      'H education',
      'I group',
      'J term',
    ]))

  test('under groups that stand above it', () => {
    const drawn =
      '花名册|||\n基本情况||联系方式|\n姓名|性别|手机号码|家站\n张三|男|19900001000|石拐社区代表联络站'
    expect(fieldsOf(drawn)).toEqual(['A name', 'B sex', 'C phone', 'D station'])
    expect(preview(drawn).summary).toMatchObject({ representatives: 1, problemRows: 0 })
    expect(preview(drawn).mapping[0]).toMatchObject({ headerRow: 2, headerLines: 2 })
  })

  test('below a title and a line about who filled it in', () => {
    const drawn =
      '代表花名册||\n填报单位：某街道||填报人：某某\n姓名|性别|手机\n张三|男|19900001000'
    expect(preview(drawn).mapping[0]).toMatchObject({ headerRow: 3, headerLines: 1 })
    expect(preview(drawn).summary.representatives).toBe(1)
  })

  test('with remarks, stars and blanks in it', () =>
    expect(
      fieldsOf('姓  名*|手机（必填，11位）|出生年月(YYYY-MM)\n张三|19900001000|1978-05'),
    ).toEqual(['A name', 'B phone', 'C birth']))

  test('and identity numbers and home addresses are never taken', () => {
    const found = preview(
      '序号|姓名|身份证号|家庭住址|手机\n1|张三|150000000000000000|某村|19900001000',
    )
    expect(found.mapping[0]?.columns.map((c) => c.reason)).toEqual([
      'index',
      null,
      'private',
      'private',
      null,
    ])
    expect(JSON.stringify(found.representatives)).not.toContain('150000000000000000')
  })

  test('or its absence is reported', () => {
    const found = preview('甲|乙\n1|2')
    expect(found.problems.map((p) => p.code)).toEqual(['header_not_found'])
    expect(found.representatives).toEqual([])
    expect(previewRoster([sheetOf([])]).problems.map((p) => p.code)).toEqual(['header_not_found'])
    expect(previewRoster([]).problems).toEqual([])
  })

  test('and a stray sheet beside a good one is passed over', () => {
    const sheets = [table('姓名|手机\n张三|19900001000'), table('图表|数据\n1|2', '统计')]
    expect(previewRoster(sheets).problems).toEqual([])
    expect(previewRoster(sheets).mapping.map((m) => m.kind)).toEqual(['representatives', 'ignored'])
  })
})

describe('the office corrects', () => {
  const drawn = '姓名|手机|手机2|说不清\n张三|19900001000|19900002000|第3选区'

  test('what a column means', () => {
    const columns = [
      { column: 2, field: null },
      { column: 3, field: 'phone' as const },
      { column: 4, field: 'electoralUnit' as const },
    ]
    const found = preview(drawn, [], [{ sheet: '花名册', columns }])
    expect(found.representatives[0]).toMatchObject({
      phone: '19900002000',
      electoralUnit: '第3选区',
    })
    expect(found.mapping[0]?.columns.map((c) => c.field)).toEqual([
      'name',
      null,
      'phone',
      'electoralUnit',
    ])
  })

  test('and a field that is given elsewhere leaves its proposed column', () => {
    const found = preview(
      drawn,
      [],
      [{ sheet: '花名册', columns: [{ column: 3, field: 'phone' }] }],
    )
    expect(found.mapping[0]?.columns.map((c) => c.field)).toEqual(['name', null, 'phone', null])
  })

  test('where the heading is, and what a sheet is', () => {
    const odd = '甲|乙\n张三|19900001000'
    const columns = [
      { column: 1, field: 'name' as const },
      { column: 2, field: 'phone' as const },
    ]
    const found = preview(
      odd,
      [],
      [{ sheet: '花名册', kind: 'representatives', headerRow: 1, columns }],
    )
    expect(found.representatives.map((p) => [p.name, p.phone])).toEqual([['张三', '19900001000']])
    expect(preview(drawn, [], [{ sheet: '花名册', kind: 'ignored' }]).representatives).toEqual([])
  })
})

describe('rows that are nobody are passed over without a word', () => {
  test.each([
    '（续表）|||',
    '续表|||',
    '|||',
    '3|||',
    '大发街道代表团（12人）|||',
    '序号|姓名|性别|手机',
    '合计|3人||',
    '|合计：89人||',
    '制表人：某某|||审核人：某某',
    '注：本表由街道填写|||',
  ])('%s', (row) => {
    const found = preview(
      `序号|姓名|性别|手机\n1|张三|男|19900001000\n${row}\n2|李四|女|19900001001`,
    )
    expect(found.problems).toEqual([])
    expect(found.representatives.map((p) => p.name)).toEqual(['张三', '李四'])
    expect(found.summary.skippedRows).toBe(1)
  })

  test('but a person of whom only the name is known is not', () =>
    expect(codesOf('姓名|手机\n张三|\n李四|19900001001')).toEqual([[2, 'phone_missing']]))
})

describe('what is wrong with a row is said', () => {
  const head = '姓名|性别|出生年月|选区|家站|手机'
  const good = '张三|男|1978-05|第1选区|石拐社区代表联络站|19900001000'

  test.each([
    ['张三|男|1978-05|第1选区|石拐社区代表联络站|19900001000', 'repeated'],
    ['张三|男|1978-05|第1选区|石拐社区代表联络站|', 'repeated'],
    ['李四|男|1978-05|第1选区|石拐社区代表联络站|19900001000', 'phone_shared'],
    ['李四|男|1978-05|第1选区|石拐社区联络站|19900001001', 'station_unknown'],
    ['李四|男|1978-05|第1选区||1990000', 'phone_short'],
    ['李四|男|1978-05|第1选区||1.99E+10', 'phone_rounded'],
    ['李四|男|1978-05|第1选区||0472-8712345', 'phone_invalid'],
    ['李四|男|1978-05|第1选区||', 'phone_missing'],
    ['|男|1978-05|第1选区||19900001001', 'name_missing'],
    ['陈?|男|1978-05|第1选区||19900001001', 'name_unreadable'],
    ['陈\uE863|男|1978-05|第1选区||19900001001', 'name_unreadable'],
    [`${'长'.repeat(41)}|男|1978-05|第1选区||19900001001`, 'name_too_long'],
    ['李四|男|属马|第1选区||19900001001', 'birth_unreadable'],
    [`李四|男|1978|${'长'.repeat(201)}||19900001001`, 'text_cut'],
  ])('%s: %s', (row, code) => {
    const found = preview(`${head}\n${good}\n${row}`)
    expect(found.problems.map((p) => [p.row, p.code])).toEqual([[3, code]])
    expect(found.problems[0]?.message).toMatch(/^“花名册”第3行[^。]+。$/u)
  })

  test('a column of Mongolian names is understood, and other letters in it are told', () => {
    const found = preview('姓名|蒙古文名|手机\n斯琴|ᠰᠡᠴᠡᠨ|19900001000\n乌兰|Ulaan|19900001001')
    expect(found.representatives.map(({ mongolian }) => mongolian)).toEqual(['ᠰᠡᠴᠡᠨ', null])
    expect(found.problems.map((p) => [p.row, p.code])).toEqual([[3, 'mongolian_unreadable']])
  })

  test('of two who share name, birth and position but not the phone, both come in with a warning', () => {
    const drawn =
      '姓名|出生年月|单位及职务|手机\n张三|1978-05|某校教师|19900001000\n张三|1978-05|某校教师|19900001001'
    expect(codesOf(drawn)).toEqual([[3, 'maybe_repeated']])
    expect(preview(drawn).summary.representatives).toBe(2)
  })

  test('of a station that was meant, its name', () =>
    expect(
      preview(`${head}\n李四|男|1978|第1选区|石拐社区联络站|19900001001`).problems[0]?.message,
    ).toContain('是不是“石拐社区代表联络站”？'))

  test('and a station is found despite blanks and brackets', () => {
    const found = preview(`${head}\n李四|男|1978|第1选区|石拐社区 代表联络站|19900001001`)
    expect(found.representatives[0]?.station).toBe('石拐社区代表联络站')
  })
})

describe('stations', () => {
  const head = '家站名称|类型|经度|纬度|联络员电话'
  const stations = (rows: string) => previewRoster([table(`${head}\n${rows}`, '家站')])

  test('are of four kinds', () =>
    expect(
      stations(
        '甲代表之家|代表之家|||\n乙站|嘎查村联络站|||\n丙|联络点|||\n丁网上家站||||\n戊||||',
      ).stations.map((s) => s.kind),
    ).toEqual(['home', 'station', 'point', 'online', 'station']))

  test('have their coordinates mended or left out', () => {
    const found = stations('甲|之家|40.66|110.38|\n乙|之家|1|2|\n丙|之家|110.38°E|40.66°N|')
    expect(found.stations.map((s) => [s.longitude, s.latitude])).toEqual([
      [110.38, 40.66],
      [null, null],
      [110.38, 40.66],
    ])
    expect(found.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'coordinates_swapped'],
      [3, 'coordinates_invalid'],
    ])
  })

  test('in one column too', () => {
    const found = previewRoster([table('家站名称|坐标\n甲代表之家|110.38, 40.66', '家站')])
    expect(found.stations[0]).toMatchObject({ longitude: 110.38, latitude: 40.66 })
  })

  test('without a name, twice, or with a strange phone are reported', () =>
    expect(
      stations('甲|之家|||\n|之家|110.38|40.66|\n甲|之家|||\n乙|之家|||问村里').problems.map(
        (p) => p.code,
      ),
    ).toEqual(['station_name_missing', 'station_repeated', 'station_phone_invalid']))
})

const anyCell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '姓名',
    '手机',
    '家站名称',
    '类型',
    '合计',
    '（续表）',
    '张三',
    '19900001000',
    '备注',
    '联系方式',
  ),
  fc.double(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constant(null),
)

test('any sheets at all give a preview that fits its model', () => {
  const rows = fc.array(fc.array(anyCell, { maxLength: 8 }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 3 }), (sheets) => {
      const found = previewRoster(sheets.map((r, index) => sheetOf(r, `表${index}`)))
      expect(rosterPreview.safeParse(found).error).toBeUndefined()
    }),
    { numRuns: 500 },
  )
})

/**
 * The quickest of so many previews of so many people, each with something to say of them: processor
 * time in microseconds, which a busy machine does not make longer.
 */
function previewTime(length: number, rounds: number): number {
  const people = Array.from({ length }, (_, index) => [
    index + 1,
    '胡振华',
    '第1选区',
    '没有的家站',
    19_900_000_000 + index,
  ])
  const sheet = sheetOf([['序号', '姓名', '选区', '家站', '手机'], ...people])
  const times = Array.from({ length: rounds }, () => {
    const started = process.cpuUsage()
    const found = previewRoster([sheet], ['石拐代表之家'])
    expect(found.summary.problemRows).toBe(length)
    const { user, system } = process.cpuUsage(started)
    return user + system
  })
  return Math.min(...times)
}

test('a roster of 20,000 people takes about ten times as long as one of 2,000', () => {
  // Looking through all others for each of them would take a hundred times as long.
  expect(previewTime(19_990, 1) / previewTime(1_999, 3)).toBeLessThan(40)
})
