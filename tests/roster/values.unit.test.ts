import { representativeFacts } from '@mashang/shared/roster/roster.model.ts'
import {
  halfWidth,
  leftByNote,
  normaliseBirth,
  normaliseName,
  normalisePhone,
  normaliseSex,
  normaliseStationPhone,
  normaliseText,
  normaliseYesNo,
} from '@mashang/shared/roster/values.rules.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

describe('a name', () => {
  test.each([
    ['李　㛃', '李㛃'],
    ['王 小　明', '王小明'],
    [' 杨𫖯 ', '杨𫖯'],
    ['额尔敦•巴雅尔', '额尔敦·巴雅尔'],
    ['额尔敦・巴雅尔', '额尔敦·巴雅尔'],
    ['额尔敦‧巴雅尔', '额尔敦·巴雅尔'],
    ['额尔敦 · 巴雅尔', '额尔敦·巴雅尔'],
    ['额尔敦.巴雅尔', '额尔敦·巴雅尔'],
    ['图\u200B雅', '图雅'],
    ['图雅（女）', '图雅'],
    ['图雅(女，蒙古族)', '图雅'],
    ['其其格（蒙古族）', '其其格'],
    ['李婺（蒙 古族）', '李婺'],
    ['李婺(女(汉族))', '李婺'],
    ['胡振华（大）', '胡振华（大）'],
    ['Anna  Maria', 'Anna Maria'],
    ['张三*', '张三'],
    ['𠮷野\u{E0100}家', '𠮷野\u{E0100}家'],
  ])('%s is %s', (written, name) => expect(normaliseName(written)).toBe(name))

  test.each([null, '', '　', '无', '—', '/', 12, '·', '2026'])('%s is none', (written) =>
    expect(normaliseName(written)).toBeNull(),
  )
})

describe('a phone', () => {
  test.each([
    ['19900001000'],
    ['199 0000 1000'],
    ['199-0000-1000'],
    ['199—0000—1000'],
    [19900001000],
    ['１９９００００１０００'],
    ['+86 199 0000 1000'],
    ['+8619900001000'],
    ['008619900001000'],
    ['86-19900001000'],
    ['（199）00001000'],
    ['0472-8712345、19900001000'],
    ['19900001000/19900001001'],
    ['\u202D19900001000\u202C'],
  ])('%s is a number of 11 digits', (written) =>
    expect(normalisePhone(written)).toEqual({ phone: '19900001000', problem: null }),
  )

  test('tells why something is no phone', () => {
    expect(normalisePhone(null)).toEqual({ phone: null, problem: 'missing' })
    expect(normalisePhone('无')).toEqual({ phone: null, problem: 'missing' })
    expect(normalisePhone('1990000')).toEqual({ phone: null, problem: 'short', digits: 7 })
    expect(normalisePhone(1990000)).toEqual({ phone: null, problem: 'short', digits: 7 })
    expect(normalisePhone('199000010001')).toEqual({ phone: null, problem: 'invalid' })
    expect(normalisePhone('29900001000')).toEqual({ phone: null, problem: 'invalid' })
    expect(normalisePhone('问办公室')).toEqual({ phone: null, problem: 'invalid' })
    expect(normalisePhone('1.99E+10')).toEqual({ phone: null, problem: 'rounded' })
  })

  test('of a station may be a landline', () => {
    expect(normaliseStationPhone('0472-8712345')).toBe('0472-8712345')
    expect(normaliseStationPhone('（0472）8712345')).toBe('04728712345')
    expect(normaliseStationPhone(8712345)).toBe('8712345')
    expect(normaliseStationPhone('问村委会')).toBeNull()
  })
})

describe('a date of birth', () => {
  test.each([
    ['1982.04', '1982-04'],
    ['1972年6月', '1972-06'],
    ['1973-4', '1973-04'],
    ['1978/1/1', '1978-01-01'],
    ['1978/1/1 0:00', '1978-01-01'],
    ['1978年5月3日', '1978-05-03'],
    [new Date(Date.UTC(1996, 10, 1)), '1996-11-01'],
    [35370, '1996-11-01'],
    ['35370', '1996-11-01'],
    [196711, '1967-11'],
    ['196711', '1967-11'],
    ['１９６７１１', '1967-11'],
    ['19671105', '1967-11-05'],
    [1967, '1967'],
    ['1967年', '1967'],
    ['82.4', '1982-04'],
    ['1978年5月生', '1978-05'],
    [1982.04, '1982-04'],
    [1982.11, '1982-11'],
  ])('%s is %s', (written, birth) =>
    expect(normaliseBirth(written)).toEqual({ birth, problem: null }),
  )

  test('the number 1990.1 may have been 1990.10, so only its year is taken', () => {
    expect(normaliseBirth(1990.1)).toEqual({ birth: '1990', problem: 'ambiguous' })
    expect(normaliseBirth('1990.1')).toEqual({ birth: '1990-01', problem: null })
  })

  test.each(['不详情', '1978-13', '1978-02-30', '0001-01', '12345678901', '1978--5', '五月'])(
    '%s is not understood',
    (written) => expect(normaliseBirth(written)).toEqual({ birth: null, problem: 'unreadable' }),
  )

  test('a blank is no problem', () =>
    expect(normaliseBirth(' ')).toEqual({ birth: null, problem: null }))
})

test('sex, yes and no', () => {
  expect(['男', '女性', 'Ｆ', 'male', '未知'].map(normaliseSex)).toEqual([
    'male',
    'female',
    'female',
    'male',
    null,
  ])
  expect(['是', '√', 1, true, '否', '×', 0, '也许', null].map(normaliseYesNo)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    null,
    null,
  ])
})

describe('a remark', () => {
  test.each([
    ['2026年3月因工作调动辞去代表职务', '2026-03'],
    ['已辞职', null],
    ['2025.11调离本区', '2025-11'],
    ['被罢免', null],
    ['2024年12月5日病故', '2024-12-05'],
    ['代表资格终止', null],
  ])('%s means that the person has left', (note, on) =>
    expect(leftByNote(note)).toEqual({ left: true, on }),
  )

  test.each(['农牧民代表', '辞去校长职务，仍任代表', '社区居民代表', null, ''])(
    '%s does not',
    (note) => expect(leftByNote(note)).toEqual({ left: false, on: null }),
  )
})

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      ...'李㛃𫖯·•. 　-—（）()12345678901+年月日/男女无族*Ee１９\u200B\uD800'.split(''),
    ),
    maxLength: 24,
  }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constant(null),
)

describe('whatever stands in a cell', () => {
  test('every normaliser answers, twice the same', () => {
    fc.assert(
      fc.property(cell, (written) => {
        const name = normaliseName(written)
        expect(normaliseName(name)).toBe(name)
        const text = normaliseText(written)
        expect(normaliseText(text)).toBe(text)
        const { phone } = normalisePhone(written)
        if (phone !== null) expect(normalisePhone(phone).phone).toBe(phone)
        const birth = normaliseBirth(written)
        if (birth.birth !== null)
          expect(normaliseBirth(birth.birth)).toEqual({ birth: birth.birth, problem: null })
        normaliseSex(written)
        normaliseYesNo(written)
        normaliseStationPhone(written)
        leftByNote(text)
        for (const result of [name, text])
          if (result !== null) expect(result.isWellFormed()).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('what is read fits the model', () => {
    const { phone: phoneShape, birth: birthShape } = representativeFacts.shape
    fc.assert(
      fc.property(cell, (written) => {
        expect(phoneShape.safeParse(normalisePhone(written).phone).success).toBe(true)
        expect(birthShape.safeParse(normaliseBirth(written).birth).success).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('any phone in any of its forms comes back', () => {
    const phone = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
    fc.assert(
      fc.property(phone, ([second, rest]) => {
        const digits = `1${second}${String(rest).padStart(9, '0')}`
        const full = digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
        const spaced = digits.replace(/(\d{3})(\d{4})(\d{4})/, '$1 $2 $3')
        for (const form of [
          digits,
          Number(digits),
          full,
          spaced,
          spaced.replaceAll(' ', '-'),
          `+86${digits}`,
        ])
          expect(normalisePhone(form).phone).toBe(digits)
        expect(halfWidth(full)).toBe(digits)
      }),
    )
  })
})
