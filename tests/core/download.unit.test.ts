import { rangeOf } from '@mashang/server/core/http/download.ts'
import { csvOf } from '@mashang/shared/core/csv.ts'
import { describe, expect, it } from 'vitest'

describe('the range of a download', () => {
  it.each([
    [undefined, null],
    ['bytes=0-9', [0, 9]],
    ['bytes=90-', [90, 99]],
    ['bytes=-10', [90, 99]],
    ['bytes=-1000', [0, 99]],
    ['bytes=50-1000', [50, 99]],
    // What cannot be had, or is several, is answered with all of it.
    ['bytes=100-', null],
    ['bytes=9-3', null],
    ['bytes=-0', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['lines=1-2', null],
  ] as const)('%s of 100 bytes → %j', (header, expected) => {
    const range = rangeOf(header, 100)
    expect(range === null ? null : [range.start, range.end]).toEqual(expected)
  })
})

describe('a table as CSV', () => {
  it('opens in Excel: mark of UTF-8, CRLF, quotes', () => {
    expect(
      csvOf([
        ['编号', '名字'],
        [1, 'a"b,c'],
        [null, '两\n行'],
      ]),
    ).toBe('\uFEFF编号,名字\r\n1,"a""b,c"\r\n,"两\n行"\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('%j never becomes a formula', (words) => {
    expect(csvOf([[words]])).toContain(`'${words}`)
  })

  it('a number stays a number', () => {
    expect(csvOf([[-5]])).toBe('\uFEFF-5\r\n')
  })
})
