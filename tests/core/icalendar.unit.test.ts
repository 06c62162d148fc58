import { icalFile, icalMoment, icalText } from '@mashang/shared/core/icalendar.rules.ts'
import { describe, expect, it } from 'vitest'

const lines = (file: string): string[] => file.split('\r\n')
/** What a calendar reads: lines that go on are one. */
const unfolded = (file: string): string[] => lines(file.replaceAll('\r\n ', ''))

describe('a calendar file', () => {
  it('has its lines between begin and end, each ended', () => {
    expect(lines(icalFile('x', ['A:1', 'B:2']))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//mashang//x//ZH',
      'A:1',
      'B:2',
      'END:VCALENDAR',
      '',
    ])
  })

  it('given a line of 75 octets, then it stays whole; given one more, then it goes on behind a blank', () => {
    const fits = 'A'.repeat(75)
    expect(lines(icalFile('x', [fits]))[3]).toBe(fits)
    expect(lines(icalFile('x', [`${fits}B`])).slice(3, 5)).toEqual([fits, ' B'])
  })

  it('given a very long line, then each but the last is full, the blank counted', () => {
    const file = icalFile('x', ['A'.repeat(75 + 74 + 74 + 1)])
    expect(
      lines(file)
        .slice(3, 7)
        .map((line) => line.length),
    ).toEqual([75, 75, 75, 2])
  })

  it.each([
    ['two', 'é', 2],
    ['three', '接', 3],
    ['four', '𠮷', 4],
  ])('given characters of %s octets, then none is cut, and no line is longer', (_, one, octets) => {
    const text = one.repeat(100)
    const file = icalFile('x', [text])
    expect(unfolded(file)[3]).toBe(text)
    const full = lines(file)[3] ?? ''
    expect([...full]).toHaveLength(Math.floor(75 / octets))
    for (const line of lines(file)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  it('says moments in UTC, to the second', () => {
    expect(icalMoment(Date.parse('2026-11-24T03:30:59.999Z'))).toBe('20261124T033059Z')
  })

  it('keeps what people write on one line, and ends nothing with it', () => {
    expect(icalText('带证; 谢谢, 好\\\r\n第二行\n三')).toBe('带证\\; 谢谢\\, 好\\\\\\n第二行\\n三')
  })
})
