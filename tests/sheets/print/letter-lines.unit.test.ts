import {
  BODY,
  LETTER,
  linesOf,
  TRACKING,
} from '@mashang/server/sheets/print/designs/letter-lines.ts'
import { Face } from '@mashang/server/sheets/print/fonts/face.ts'
import { fontFile } from '@mashang/server/sheets/print/fonts/font-names.ts'
import { describe, expect, it } from 'vitest'

const face = new Face('song', fontFile('song'))
const lines = (text: string, columns: number): string[] =>
  linesOf(face, text, BODY, (LETTER.width / LETTER.columns) * columns, { tracking: TRACKING })

describe('lines of a letter', () => {
  it.each([8, 9, 10, 11, 12, 13, 14, 15, 16])(
    'given room for %i characters, then none begins with what closes, nor ends with what opens',
    (columns) => {
      const text = '住建局（主办）、交通运输局（会办）：请按《办法》（试行）办理。'
      const broken = lines(text, columns)
      expect(broken.join('')).toBe(text)
      for (const line of broken.slice(1)) expect(line).not.toMatch(/^[）》：、。]/u)
      for (const line of broken.slice(0, -1)) expect(line).not.toMatch(/[（《]$/u)
    },
  )

  it('given an address that ends where the line does, then its colon takes along what it closes', () => {
    const to = `${'住'.repeat(24)}（主办）：`
    expect(lines(to, LETTER.columns)).toEqual([`${'住'.repeat(24)}（主`, '办）：'])
  })

  it.each([8, 9, 10, 11, 12, 13])(
    'given room for %i characters, then no day is parted',
    (columns) => {
      const text = '承诺于2026年11月28日前办结，请代表在2026年12月15日以前评价。'
      const broken = lines(text, columns)
      expect(broken.join('')).toBe(text)
      for (const whole of ['2026年', '11月', '28日', '12月', '15日'])
        expect(broken.filter((line) => line.includes(whole))).not.toEqual([])
      for (const line of broken) expect(line).not.toMatch(/^[年月日]|\d$/u)
    },
  )

  it('given a figure longer than the line, then it is broken all the same', () => {
    const broken = lines('1'.repeat(60), 4)
    expect(broken.join('')).toBe('1'.repeat(60))
    expect(broken.length).toBeGreaterThan(1)
  })

  it('given nothing but what closes, then it is broken all the same', () => {
    expect(lines('）'.repeat(6), 4).join('')).toBe('）'.repeat(6))
  })
})
