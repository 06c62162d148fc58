import type { Face } from '@mashang/server/sheets/print/fonts/face.ts'
import { fitColumns } from '@mashang/server/sheets/print/paint/fit.ts'
import type { Run } from '@mashang/server/sheets/print/paint/run.ts'
import { describe, expect, it } from 'vitest'

/** Every character a square, as in a column. */
function run(text: string): Run {
  const glyphs = [...text].map((character) => ({
    text: character,
    hex: '',
    width: 1,
    step: 1,
    dot: character === '·',
  }))
  return { face: {} as Face, glyphs, width: glyphs.length }
}
const columns = (text: string): string[] =>
  fitColumns(run(text), { height: 60, width: 30, size: 30, least: 8 }).lines.map(({ glyphs }) =>
    glyphs.map((glyph) => glyph.text).join(''),
  )

describe('a long name in columns', () => {
  it.each([
    ['白草沟村代表联络站', ['白草沟村', '代表联络站']],
    ['吉忽伦图嘎查代表联络站', ['吉忽伦图嘎查', '代表联络站']],
    ['五当召镇代表之家', ['五当召镇', '代表之家']],
    ['额尔敦毕力格·巴雅尔孟和', ['额尔敦毕力格·', '巴雅尔孟和']],
    ['代表一二三四五六七八', ['代表一二三', '四五六七八']],
  ])('%s', (name, lines) => {
    expect(columns(name)).toEqual(lines)
  })
})
