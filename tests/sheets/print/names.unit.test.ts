import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { missingCharacters } from '@mashang/server/sheets/print/fonts/faces.ts'
import { previewRoster } from '@mashang/shared/roster/roster.rules.ts'
import type { SheetFormat } from '@mashang/shared/sheets/formats.words.ts'
import { sheetFormats } from '@mashang/shared/sheets/formats.words.ts'
import { describe, expect, it } from 'vitest'
import { rosterXlsx } from '../../roster/rosters.ts'
import { pdfOf, setting, sheet } from './samples.ts'

const bare = (text: string): string => text.replace(/\s/g, '').replaceAll('\u0000', '')
const rosterNames = async (): Promise<string[]> =>
  previewRoster(await readRosterFile(rosterXlsx(), 'roster.xlsx')).representatives.map(
    ({ name }) => name,
  )

describe('names', { timeout: 180_000 }, () => {
  it.each(Object.keys(sheetFormats) as SheetFormat[])(
    'of a real roster are whole on %s',
    async (format) => {
      const names = await rosterNames()
      expect(names.length).toBeGreaterThanOrEqual(89)
      const { bytes } = await pdfOf(
        setting({ format }),
        names.map((name) => sheet({ name })),
      )
      const pdf = await openPdf(bytes)
      const text = bare(Array.from({ length: pdf.pages }, (_, page) => pdf.textOf(page)).join(''))
      pdf.close()
      for (const name of names)
        for (const part of name.split('·')) expect(text).toContain(bare(part))
    },
  )

  it('however long, are drawn within the sheet and never cut', async () => {
    const name = '阿拉坦图雅·巴特尔·那顺孟和·乌力吉·德力格尔'
    for (const format of Object.keys(sheetFormats) as SheetFormat[]) {
      const { bytes } = await pdfOf(setting({ format }), [
        sheet({ name, congress: name, unit: name, station: name, place: name }),
      ])
      const pdf = await openPdf(bytes)
      const text = bare(pdf.textOf(0))
      pdf.close()
      for (const character of bare(name).replaceAll('·', '')) expect(text).toContain(character)
    }
  })

  it('may hold characters of every plane that the fonts have', () => {
    expect(missingCharacters('李㛃䶮𬱖𬘭𫖯𠅤𰻝·')).toEqual([])
  })

  it('with characters that no font has are reported', () => {
    expect(missingCharacters('王\u{2A6D6}伟\u{31350}😀王')).toEqual([
      '\u{2A6D6}',
      '\u{31350}',
      '😀',
    ])
  })

  it('empty fields leave nothing behind', async () => {
    for (const format of Object.keys(sheetFormats) as SheetFormat[]) {
      const how = setting({ format, phone: '', office: '' })
      const { bytes } = await pdfOf(how, [sheet({ unit: null, station: null, place: null })])
      const pdf = await openPdf(bytes)
      expect(pdf.textOf(0)).not.toMatch(/null|undefined|当面说|打电话/)
      pdf.close()
    }
  })
})
