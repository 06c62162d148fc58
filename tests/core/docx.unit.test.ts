import type { WordBlock } from '@mashang/server/core/docx/document.ts'
import { docxBytes } from '@mashang/server/core/docx/write.ts'
import { describe, expect, it } from 'vitest'
import { unzipped } from '../support/unzipped.ts'

const madeAt = Date.parse('2026-03-02T02:00:00Z')
const bytesOf = (blocks: WordBlock[]): Promise<Buffer> =>
  docxBytes({ title: '答复 & 函', author: '代表工委', madeAt, blocks })

async function partsOf(blocks: WordBlock[]): Promise<(name: string) => string> {
  const parts = await unzipped(await bytesOf(blocks))
  return (name) => parts.get(name)?.toString() ?? ''
}

const text = (words: string): WordBlock => ({ kind: 'text', look: 'body', text: words })

describe('a Word file', () => {
  it('given a document, then the page is A4 with the margins, the grid and the type of GB/T 9704', async () => {
    const part = await partsOf([text('正文')])
    const body = part('word/document.xml')
    // 210 × 297 mm; 37, 26, 35, 28 mm; 22 lines; a twentieth of a point each.
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"/>')
    expect(body).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"')
    const [, pitch] = /w:linePitch="(\d+)"/.exec(body) ?? []
    expect(Number(pitch) * 22).toBeLessThanOrEqual(16838 - 2098 - 1984)
    expect(Number(pitch) * 23).toBeGreaterThan(16838 - 2098 - 1984)
    const [, closer] =
      /<w:spacing w:val="(-?\d+)"\/><w:sz w:val="32"\/>/.exec(part('word/styles.xml')) ?? []
    const character = 320 + Number(closer)
    expect(character * 28).toBeLessThanOrEqual(8844)
    expect(character * 29).toBeGreaterThan(8844)
  })

  it('given texts of every kind, then they are in the file as they were', async () => {
    const words = ['a & b < c > "d"', ' 空格 ', '𠮷野家', '{{=1+1}}']
    const body = (await partsOf(words.map(text)))('word/document.xml')
    const read = [...body.matchAll(/<w:t xml:space="preserve">(.*?)<\/w:t>/g)].map(([, found]) =>
      (found ?? '')
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
    expect(read).toEqual(words)
  })

  it('given what XML cannot hold, then it stands as U+FFFD and the rest stays', async () => {
    const body = (await partsOf([text('甲\u0000乙\uD800丙')]))('word/document.xml')
    expect(body).toContain('甲\uFFFD乙\uFFFD丙')
  })

  it('given a break inside a text, then it is a break inside its paragraph', async () => {
    const body = (await partsOf([text('一\n二')]))('word/document.xml')
    expect(body).toContain('一</w:t><w:br/><w:t xml:space="preserve">二')
    expect(body.match(/<w:p>/g)).toHaveLength(1)
  })

  it('given a table, then its cells span what they take and its head stands on every page', async () => {
    const body = (
      await partsOf([
        {
          kind: 'table',
          columns: [36, 60, 60],
          head: 1,
          rows: [
            { cells: [{ text: '甲' }, { text: '乙', across: 2 }] },
            { cells: [{ text: '丙' }, { text: '丁' }, { text: '戊' }], height: 20 },
          ],
        },
      ])
    )('word/document.xml')
    expect(body.match(/<w:tr>/g)).toHaveLength(2)
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(body).toContain('<w:tcW w:w="6803" w:type="dxa"/><w:gridSpan w:val="2"/>')
    expect(body).toContain('<w:trHeight w:val="1134" w:hRule="atLeast"/>')
    // Word refuses a file whose text ends with a table.
    expect(body).toMatch(/<\/w:tbl><w:p>.*<\/w:p><w:sectPr>/)
  })

  it('given two sides of a sheet, then the numbers stand at the outer edges', async () => {
    const part = await partsOf([text('正文')])
    expect(part('word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
    expect(part('word/footer-odd.xml')).toContain('<w:jc w:val="right"/>')
    expect(part('word/footer-even.xml')).toContain('<w:jc w:val="left"/>')
    expect(part('word/footer-odd.xml')).toContain('w:instr=" PAGE "')
    expect(part('docProps/core.xml')).toContain('<dc:title>答复 &amp; 函</dc:title>')
  })

  it('given the same document twice, then the bytes are the same', async () => {
    expect(await bytesOf([text('正文')])).toEqual(await bytesOf([text('正文')]))
  })
})
