import { fileOf, numbersOf, sizeWords } from '@mashang/client/sheets/office/batches/batch-words.ts'
import {
  caveatWords,
  paperOf,
  whatWords,
} from '@mashang/client/sheets/office/batches/forecast-words.ts'
import { quietDays, weeksOf } from '@mashang/client/sheets/office/sheets/weeks.ts'
import { describe, expect, it } from 'vitest'

describe('what an order would print', () => {
  it('says who, how many and on what', () => {
    expect(whatWords({ representatives: 89, stations: 28, total: 117, pages: 117 }, ' A4')).toBe(
      '89 位代表、28 个家站，共 117 张，117 页 A4',
    )
    expect(whatWords({ representatives: 0, stations: 2, total: 4, pages: 4 }, ' A3')).toBe(
      '2 个家站，共 4 张，4 页 A3',
    )
    expect(whatWords({ representatives: 0, stations: 0, total: 0, pages: 0 }, ' A4')).toBe(
      '一张也印不了',
    )
  })

  it('says what one should know before', () => {
    const skip = { name: '王甲', reason: 'characters' as const, message: '字库没有这个字' }
    expect(caveatWords({ withoutPhoto: 3, skipped: [skip] })).toEqual([
      '3 位没有照片，用剪影代替',
      '1 位印不了',
    ])
    expect(caveatWords({ withoutPhoto: 0, skipped: [] })).toEqual([])
  })

  it('names the paper', () => {
    expect(paperOf('a3', false)).toBe(' A3')
    expect(paperOf('badge', true)).toBe('（一张一页）')
    expect(paperOf('badge', false)).toBe(' A4')
  })
})

describe('what a batch gave', () => {
  const file = { part: 1, name: '海报.pdf', sheets: 3, bytes: 10 }

  it('offers the PDF where there is one, the archive where there are several', () => {
    expect(fileOf({ id: 'x', files: [file] }).href).toBe('/api/poster-batches/x.pdf')
    expect(fileOf({ id: 'x', files: [file, { ...file, part: 2 }] }).href).toBe(
      '/api/poster-batches/x.zip',
    )
  })

  it('tells the numbers and the size', () => {
    expect(numbersOf({ numbers: { from: '0138', to: '0254' } })).toBe('0138–0254')
    expect(numbersOf({ numbers: { from: '0138', to: '0138' } })).toBe('0138')
    expect(numbersOf({ numbers: null })).toBeNull()
    expect([400, 812_345, 8_412_345].map(sizeWords)).toEqual(['1 KB', '812 KB', '8.4 MB'])
  })
})

describe('how a sheet fares', () => {
  const days = Array.from({ length: 56 }, (_, n) => ({
    day: `day-${n}`,
    scans: n < 49 ? 1 : 2,
    filings: n === 55 ? 1 : 0,
  }))

  it('sums days by weeks, the last week ending with the last day', () => {
    const weeks = weeksOf(days)
    expect(weeks.map((week) => week.scans)).toEqual([7, 7, 7, 7, 7, 7, 7, 14])
    expect(weeks.at(-1)).toEqual({ from: 'day-49', scans: 14, filings: 1 })
    expect(weeksOf(days.slice(0, 10)).map((week) => week.scans)).toEqual([3, 7])
    expect(weeksOf([])).toEqual([])
  })

  it('is quiet since its last scan, else since it was hung', () => {
    const now = Date.parse('2026-11-25T12:00:00Z')
    const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`
    expect(quietDays({ lastScanAt: at(11), hungAt: at(1) }, now)).toBe(14)
    expect(quietDays({ lastScanAt: null, hungAt: at(5) }, now)).toBe(20)
    expect(quietDays({ lastScanAt: null, hungAt: null }, now)).toBeNull()
  })
})
